import { parseArgs } from 'node:util';
import type { Strike } from './cluster/cluster.js';
import { killClusterTrial } from './cluster/kill-cluster-trial.js';
import { freezeProgram } from './frozen-program.js';

// npx tsx tests/trials/kill-cluster.ts [--kills 20] [--freezes 3] [--items 300] [--seed 1] [--edits 2] [--latency 150] [--apart]
//   [--keep FOLDER] [--program dist/backend/main.js]
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    freezes: { type: 'string', default: '3' },
    items: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    edits: { type: 'string', default: '2' },
    latency: { type: 'string', default: '150' },
    // Every process in a process namespace of its own, as on another machine. Linux, and root.
    apart: { type: 'boolean', default: false },
    keep: { type: 'string' },
    program: { type: 'string' },
  },
});
const frozen = values.program === undefined ? await freezeProgram() : null;
const print = (line: string) => void process.stdout.write(`${line}\n`);
try {
  const { strikes, edits, conflicts, check, web, findings, traffic, seconds } = await killClusterTrial({
    program: frozen?.main ?? values.program ?? '',
    items: Number(values.items),
    kills: Number(values.kills),
    freezes: Number(values.freezes),
    seed: Number(values.seed),
    editsPerSecond: Number(values.edits),
    latencyMs: Number(values.latency),
    isApart: values.apart,
    keepIn: values.keep ?? null,
    say: print,
  });
  print(tableOf(strikes));
  const doubles = check.findings.filter(({ kind }) => kind.includes('doubled')).length;
  print(`edits: ${JSON.stringify(edits)}`);
  print(`conflicts: ${conflicts}, doubles: ${doubles}`);
  print(`web: ${web.answers} answers, ${web.notReady} of them that the database is away`);
  for (const finding of [...findings, ...web.findings]) print(`found: ${finding}`);
  for (const error of traffic.requestErrors) print(`not allowed by the API description: ${error}`);
  print(`${seconds.toFixed(0)} s`);
  const wrong = check.findings.length + findings.length + web.findings.length + traffic.requestErrors.length;
  process.exitCode = wrong === 0 ? 0 : 1;
} finally {
  await frozen?.remove();
}

function tableOf(strikes: readonly Strike[]): string {
  const lines = strikes.map(({ atSeconds, what, runs, takenUpSeconds }, index) =>
    [
      String(index + 1).padStart(3),
      `${atSeconds.toFixed(0)} s`.padStart(7),
      what.padEnd(32),
      String(runs).padStart(4),
      takenUpSeconds === null ? 'never' : `${takenUpSeconds.toFixed(1)} s`,
    ].join('  '),
  );
  return ['  #       at  what                              runs  until others went on', ...lines].join('\n');
}
