import { parseArgs } from 'node:util';
import { freezeProgram } from './frozen-program.js';
import { redmineTrial } from './redmine-trial.js';

// npx tsx tests/trials/redmine.ts [--minutes 60] [--items 40] [--seed 1] [--kill-every 60] [--edits 0.5] [--keep FOLDER]
//   [--program dist/backend/main.js]
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    items: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    'kill-every': { type: 'string', default: '60' },
    edits: { type: 'string', default: '0.5' },
    keep: { type: 'string' },
    program: { type: 'string' },
  },
});
const frozen = values.program === undefined ? await freezeProgram() : null;
const print = (line: string) => void process.stdout.write(`${line}\n`);
try {
  const { edits, kills, conflicts, check, seconds } = await redmineTrial({
    program: frozen?.main ?? values.program ?? '',
    minutes: Number(values.minutes),
    items: Number(values.items),
    seed: Number(values.seed),
    secondsPerKill: Number(values['kill-every']),
    editsPerSecond: Number(values.edits),
    keepIn: values.keep ?? null,
    say: print,
  });
  const doubles = check.findings.filter(({ kind }) => kind.includes('doubled')).length;
  print(`edits: ${JSON.stringify(edits)}`);
  print(`kills: ${kills}, conflicts: ${conflicts}, doubles: ${doubles}`);
  print(`${seconds.toFixed(0)} s`);
  process.exitCode = check.findings.length === 0 ? 0 : 1;
} finally {
  await frozen?.remove();
}
