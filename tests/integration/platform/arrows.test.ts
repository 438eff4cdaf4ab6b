import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const CONFIG = resolve('.dependency-cruiser.cjs');
const config = z
  .object({ forbidden: z.array(z.object({ name: z.string() })) })
  .parse(createRequire(import.meta.url)(CONFIG));
const report = z.object({
  summary: z.object({ violations: z.array(z.object({ rule: z.object({ name: z.string() }) })) }),
});

/** A file and what it must not import, by the rule that says so. */
const FORBIDDEN: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'no-tests-in-shipped-code': ['backend/runs/index.ts', '../../tests/support.js'],
  'nothing-imports-the-api': ['backend/streams/index.ts', '../api/index.js'],
  'the-app-in-jira-is-at-the-border': ['backend/sites/asks.ts', '../../addon/index.js'],
  'nothing-imports-the-commands': ['backend/changes/index.ts', '../main.js'],
  'nothing-leans-on-the-doctor': ['backend/runs/look.ts', '../doctor/index.js'],
  'connectors-know-only-their-sdk': ['backend/connectors/jira/index.ts', '../servicenow/index.js'],
  'shared-stands-alone': ['backend/shared/index.ts', '../storage/index.js'],
  'mappings-are-functions-without-state': ['backend/mappings/index.ts', '../storage/index.js'],
  'storage-and-queue-know-no-stage': ['backend/queue/index.ts', '../runs/index.js'],
  'the-frontend-knows-the-api-alone': ['frontend/page.ts', '../backend/shared/index.js'],
  'folders-meet-at-their-index': ['backend/api/index.ts', '../storage/inside.js'],
  'no-unresolved-import': ['backend/writes/index.ts', './nowhere.js'],
  'no-development-package-in-shipped-code': ['backend/links/index.ts', 'only-for-development'],
  'no-way-back-from-runs': ['backend/runs/back.ts', '../ticks/index.js'],
  'no-way-back-from-streams': ['backend/streams/back.ts', '../runs/index.js'],
  'no-way-back-from-changes': ['backend/changes/back.ts', '../streams/index.js'],
  'no-way-back-from-writes': ['backend/writes/back.ts', '../changes/index.js'],
  'no-way-back-from-links': ['backend/links/back.ts', '../writes/index.js'],
};

let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'syncline-arrows-'));
  await cp(CONFIG, join(project, '.dependency-cruiser.cjs'));
  await write('package.json', JSON.stringify({ type: 'module', devDependencies: { 'only-for-development': '1.0.0' } }));
  await write('node_modules/only-for-development/package.json', JSON.stringify({ main: 'index.js' }));
  await write('node_modules/only-for-development/index.js', '');
  for (const name of ['api', 'storage', 'ticks', 'doctor', 'connectors/sdk', 'connectors/servicenow']) {
    await write(`backend/${name}/index.ts`, 'export {};\n');
  }
  for (const file of ['tests/support.ts', 'backend/main.ts', 'backend/storage/inside.ts', 'addon/index.ts'])
    await write(file, 'export {};\n');
});

afterAll(() => rm(project, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, file)), { recursive: true });
  await writeFile(join(project, file), text);
}

function brokenRules(): Promise<ReadonlySet<string>> {
  const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    cruiser,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'backend',
    'frontend',
    'tests',
  ];
  return new Promise((found, failed) => {
    execFile(process.execPath, args, { cwd: project, maxBuffer: 10_000_000 }, (error, output) => {
      const parsed = report.safeParse(JSON.parse(output || 'null'));
      if (parsed.success) found(new Set(parsed.data.summary.violations.map(({ rule }) => rule.name)));
      else failed(error ?? parsed.error);
    });
  });
}

test('each forbidden arrow is found when it is drawn', async () => {
  for (const [file, imported] of Object.values(FORBIDDEN)) await write(file, `export * from '${imported}';\n`);
  const rules = config.forbidden.map(({ name }) => name);
  expect(Object.keys(FORBIDDEN).toSorted()).toEqual(rules.toSorted());
  expect([...(await brokenRules())].toSorted()).toEqual(rules.toSorted());
});
