import './node-version.mjs';
import { runChecks } from './checks.mjs';
import { handOver } from './hand-over.mjs';
import { takePictures } from './pictures.mjs';
import { PreparationError, prepare, prepareWithoutBuild } from './prepare.mjs';

// What `npm start`, `npm run demo`, `npm test`, `npm run build` and `npm run pictures` do, each possibly the first thing typed after cloning.
const [command, ...args] = process.argv.slice(2);
const say = (line) => console.log(line);

const commands = {
  serve: async () => {
    await prepare(say);
    await handOver('backend/main.js', ['serve', ...args]);
  },
  demo: async () => {
    await prepare(say);
    await handOver('tests/sandbox/demo.js', args);
  },
  build: () => prepare(say),
  test: async () => {
    await prepareWithoutBuild(say);
    process.exitCode = await runChecks(args, say);
  },
  pictures: async () => {
    await prepare(say);
    process.exitCode = await takePictures();
  },
};

if (commands[command] === undefined) {
  console.error(`usage: node deploy/from-clone.mjs ${Object.keys(commands).join('|')}`);
  process.exit(64);
}
try {
  await commands[command]();
} catch (error) {
  if (!(error instanceof PreparationError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
