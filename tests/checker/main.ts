import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { check, formatResult } from './index.js';

const USAGE = `npx tsx tests/checker/main.ts --file syncline.yaml --jira URL --servicenow URL
  --integration NAME         incidents
  --jira-user USER:PASSWORD  admin@example.com:admin-token
  --servicenow-user USER:PASSWORD  admin:admin
  --held FILE                what \`syncline conflicts NAME --json\` has written
  --unique-titles            two items of one side with the same title are a double
Ends with 0 when nothing is missing, doubled or different, else with 1; 2 when it could not look.`;

const heldFile = z.looseObject({
  conflicts: z.array(z.looseObject({ left: z.looseObject({ key: z.string() }), field: z.string() })),
});

try {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      integration: { type: 'string', default: 'incidents' },
      jira: { type: 'string' },
      servicenow: { type: 'string' },
      'jira-user': { type: 'string', default: 'admin@example.com:admin-token' },
      'servicenow-user': { type: 'string', default: 'admin:admin' },
      held: { type: 'string' },
      'unique-titles': { type: 'boolean', default: false },
    },
  });
  const { file, jira, servicenow, held } = values;
  if (file === undefined || jira === undefined || servicenow === undefined) throw new Error(USAGE);
  const result = await check({
    definition: await readFile(file, 'utf8'),
    integration: values.integration,
    jira: access(jira, values['jira-user']),
    serviceNow: access(servicenow, values['servicenow-user']),
    held: held === undefined ? [] : await readHeld(held),
    hasUniqueTitles: values['unique-titles'],
  });
  process.stdout.write(`${formatResult(result)}\n`);
  process.exitCode = result.findings.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function access(url: string, user: string) {
  const colon = user.indexOf(':');
  return { url: url.replace(/\/$/, ''), username: user.slice(0, colon), password: user.slice(colon + 1) };
}

async function readHeld(path: string) {
  const { conflicts } = heldFile.parse(JSON.parse(await readFile(path, 'utf8')));
  return conflicts.map(({ left, field }) => ({ item: left.key, field }));
}
