// Imported first, so that an old Node says this instead of failing somewhere else.
const NEEDED = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(`Syncline needs Node ${NEEDED.join('.')} or newer; this is Node ${process.versions.node}.`);
  process.exit(2);
}
