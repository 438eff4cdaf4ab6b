import { parseArgs } from 'node:util';
import { freezeProgram } from './frozen-program.js';
import { killTrial } from './kill-trial.js';

// npx tsx tests/trials/kill-onboarding.ts [--items 2000] [--kills 10] [--seed 1] [--latency 0] [--program dist/backend/main.js]
const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    latency: { type: 'string', default: '0' },
    program: { type: 'string' },
  },
});
const frozen = values.program === undefined ? await freezeProgram() : null;
try {
  const result = await killTrial({
    program: frozen?.main ?? values.program ?? '',
    items: Number(values.items),
    kills: Number(values.kills),
    seed: Number(values.seed),
    latencyMs: Number(values.latency),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  const { traffic, seconds } = result;
  process.stdout.write(
    `calls: jira ${JSON.stringify(traffic.jira)}, service-now ${JSON.stringify(traffic.serviceNow)}\n`,
  );
  for (const error of traffic.requestErrors) process.stdout.write(`not allowed by the API description: ${error}\n`);
  process.stdout.write(`${seconds.toFixed(0)} s\n`);
  process.exitCode = result.check.findings.length + traffic.requestErrors.length === 0 ? 0 : 1;
} finally {
  await frozen?.remove();
}
