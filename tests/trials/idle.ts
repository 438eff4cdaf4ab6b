import { parseArgs } from 'node:util';
import { freezeProgram } from './frozen-program.js';
import { idleTrial } from './idle-trial.js';

// npx tsx tests/trials/idle.ts [--integrations 200] [--minutes 10] [--items 2] [--program dist/backend/main.js]
const { values } = parseArgs({
  options: {
    integrations: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '10' },
    items: { type: 'string', default: '2' },
    program: { type: 'string' },
  },
});
/** Of one core. */
const MOST_PERCENT = 5;
/** The collector lets memory go up and down by this much. */
const FLAT_MEGABYTES = 20;

const frozen = values.program === undefined ? await freezeProgram() : null;
const print = (line: string) => void process.stdout.write(`${line}\n`);
try {
  const result = await idleTrial({
    program: frozen?.main ?? values.program ?? '',
    integrations: Number(values.integrations),
    minutes: Number(values.minutes),
    items: Number(values.items),
    say: print,
  });
  const [atStart, inTheMiddle, atEnd] = result.residentMegabytes.map((megabytes) => megabytes.toFixed(0));
  const grown = result.residentMegabytes[2] - result.residentMegabytes[0];
  print(
    `server: ${result.serverPercent.toFixed(1)}% of a core, at most ${result.busiestSecondPercent.toFixed(0)}% in a second`,
  );
  print(`database: ${result.databasePercent.toFixed(1)}% of a core`);
  print(`memory of the server: ${atStart} MB, ${inTheMiddle} MB, ${atEnd} MB`);
  print(`cycles: ${result.cycles}, calls a cycle: ${result.callsPerCycle.toFixed(1)} for ${result.streams} streams`);
  print(`writes: ${result.writes}`);
  process.exitCode = result.serverPercent < MOST_PERCENT && grown < FLAT_MEGABYTES && result.writes === 0 ? 0 : 1;
} finally {
  await frozen?.remove();
}
