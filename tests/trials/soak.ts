import { parseArgs } from 'node:util';
import { z } from 'zod';
import { freezeProgram } from './frozen-program.js';
import { soakTrial } from './soak-trial.js';

// npx tsx tests/trials/soak.ts [--pair jira-servicenow|jira-jira] [--minutes 60] [--items 200] [--seed 1] [--manners 0.02] [--kill-every 60] [--edits 2]
//   [--keep FOLDER] [--program dist/backend/main.js]
const { values } = parseArgs({
  options: {
    pair: { type: 'string', default: 'jira-servicenow' },
    minutes: { type: 'string', default: '60' },
    items: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    manners: { type: 'string', default: '0.02' },
    'kill-every': { type: 'string', default: '60' },
    edits: { type: 'string', default: '2' },
    keep: { type: 'string' },
    program: { type: 'string' },
  },
});
const frozen = values.program === undefined ? await freezeProgram() : null;
const print = (line: string) => void process.stdout.write(`${line}\n`);
try {
  const { edits, kills, resumed, conflicts, check, traffic, seconds } = await soakTrial({
    program: frozen?.main ?? values.program ?? '',
    pair: z.enum(['jira-servicenow', 'jira-jira']).parse(values.pair),
    minutes: Number(values.minutes),
    items: Number(values.items),
    seed: Number(values.seed),
    badManners: Number(values.manners),
    secondsPerKill: Number(values['kill-every']),
    editsPerSecond: Number(values.edits),
    keepIn: values.keep ?? null,
    say: print,
  });
  const doubles = check.findings.filter(({ kind }) => kind.includes('doubled')).length;
  print(`edits: ${JSON.stringify(edits)}`);
  print(`kills: ${kills}, resumed: ${resumed}, conflicts: ${conflicts}, doubles: ${doubles}`);
  print(`bad manners: ${JSON.stringify(traffic.manners)}`);
  print(
    `calls: jira ${JSON.stringify(traffic.jira)}, service-now ${JSON.stringify(traffic.serviceNow)}, data center ${JSON.stringify(traffic.dataCenter)}`,
  );
  for (const error of traffic.requestErrors) print(`not allowed by the API description: ${error}`);
  print(`${seconds.toFixed(0)} s`);
  process.exitCode = check.findings.length + traffic.requestErrors.length === 0 ? 0 : 1;
} finally {
  await frozen?.remove();
}
