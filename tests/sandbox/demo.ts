import { createLogger } from '../../backend/application/index.js';
import { errorMessage, silentLogger, stopSignal } from '../../backend/shared/index.js';
import { readDemoOptions, USAGE } from './demo/demo-options.js';
import { openDemo } from './demo/open-demo.js';
import { play } from './demo/play.js';
import type { Wish } from './demo/scene.js';
import { plainView } from './demo/view/plain-view.js';
import { screenView } from './demo/view/screen-view.js';
import { counted } from './demo/view/words.js';
import { seededRandom } from './http/index.js';

const signal = stopSignal(130);

const print = (line: string) => void process.stdout.write(`${line}\n`);

async function run(): Promise<number> {
  const { seconds, seed, isHelp } = readDemoOptions(process.argv.slice(2), process.env);
  if (isHelp) {
    print(USAGE);
    return 0;
  }
  const { stdin, stdout, env } = process;
  const isWatched = stdout.isTTY === true && env.TERM !== 'dumb';
  const random = seededRandom(seed);
  print('Starting a simulated Jira, a simulated ServiceNow, an empty database and Syncline between them ...');
  const log = isWatched ? silentLogger : createLogger({ level: 'warn', isPretty: false });
  const demo = await openDemo({ random, log, signal });
  try {
    print(`Jira with the app in it: ${demo.jiraUrl}`);
    const wishes: Wish[] = [];
    const view = isWatched ? screenView(stdin, stdout, { wishes, hasColours: !env.NO_COLOR }) : plainView(print);
    const result = await play(demo, { random, view, wishes, seconds, signal }).finally(() => view.close());
    print(`${counted(result.pairs, 'pair')} linked, ${counted(result.carried, 'edit')} carried.`);
    if (result.differences === null) return 0;
    print(result.differences.length === 0 ? 'Both sides are equal.' : 'Both sides differ:');
    for (const difference of result.differences) print(`  ${difference}`);
    return result.differences.length === 0 ? 0 : 1;
  } finally {
    print('Stopping ...');
    await demo.close();
  }
}

process.exitCode = await run().catch((error: unknown) => {
  if (signal.aborted) return 0;
  process.stderr.write(`${errorMessage(error)}\n`);
  return 2;
});
