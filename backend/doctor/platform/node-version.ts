import { type Check, checked } from '../../connectors/sdk/index.js';

/** As in package.json. */
const OLDEST = [20, 19] as const;

/** Whether this Node is one that the program is made for; `version` as in `process.versions.node`. */
export function nodeVersion(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return checked({
    id: 'node',
    name: 'Node is new enough',
    outcome: isOld ? 'fails' : 'ok',
    found: `Node ${version}`,
    fix: isOld ? `Install Node ${OLDEST.join('.')} or newer from nodejs.org, then npm ci` : null,
  });
}
