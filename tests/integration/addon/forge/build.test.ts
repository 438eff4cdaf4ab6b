import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type BuildTarget, writeBuilds } from '../../../../addon/build/index.js';
import { buildForgeApp } from '../../../../addon/forge/forge-build.js';
import { FORGE_CALLS } from '../../../../addon/forge/forge-calls.js';
import { MARK_PROPERTY } from '../../../../backend/connectors/jira/index.js';

const CHILD = fileURLToPath(new URL('support/validate-manifest-child.ts', import.meta.url));
const TARGET: BuildTarget = {
  baseUrl: 'https://sync.example.com',
  version: '1.2.3',
  isLicensed: false,
  forgeAppId: 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555',
};

/** A build with pages of one file. @returns the folder of the app. */
async function built(change: Partial<BuildTarget> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'forge-'));
  const pages = join(folder, 'pages');
  await put(join(pages, 'index.html'), '<!doctype html>');
  await put(join(pages, 'assets', 'page.js'), '');
  const build = { host: 'forge' as const, build: (target: BuildTarget) => buildForgeApp(target, pages) };
  await writeBuilds([build], { ...TARGET, ...change }, folder);
  return join(folder, 'syncline-forge');
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function validated(folder: string): Promise<{ readonly success: boolean; readonly errors: readonly string[] }> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', CHILD, folder]);
  return JSON.parse(stdout);
}

const manifestOf = async (folder: string) => parse(await readFile(join(folder, 'manifest.yml'), 'utf8'));

test('Atlassian’s own validator finds nothing wrong with the manifest that is built', async () => {
  expect(await validated(await built())).toEqual({ success: true, errors: [] });
  expect(await validated(await built({ isLicensed: true }))).toEqual({ success: true, errors: [] });
}, 120_000);

test.each([
  ['an interval that there is not', 'interval: hour', 'interval: second'],
  ['two modules of one key', 'key: overview', 'key: admin'],
  ['a remote that is not there', 'remote: server', 'remote: nowhere'],
  ['pages that are not there', 'path: ui', 'path: nowhere'],
  ['tokens without anything that they open', '- read:jira-work\n    - write:jira-work\n    - read:jira-user\n', ''],
])(
  'the validator would have found %s',
  async (_, right, wrong) => {
    const folder = await built();
    const manifest = await readFile(join(folder, 'manifest.yml'), 'utf8');
    expect(manifest).toContain(right);
    await writeFile(join(folder, 'manifest.yml'), manifest.replace(right, wrong));
    expect((await validated(folder)).success).toBe(false);
  },
  120_000,
);

test('what differs from server to server is written into it, and nothing is left of the placeholder', async () => {
  const manifest = await manifestOf(await built({ isLicensed: true }));
  expect(manifest.app).toMatchObject({ id: TARGET.forgeAppId, licensing: { enabled: true } });
  expect(manifest.modules['jira:entityProperty'][0].propertyKey).toBe(MARK_PROPERTY);
  expect((await manifestOf(await built({ forgeAppId: null }))).app).toEqual({
    id: 'ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000',
    runtime: { name: 'nodejs22.x' },
  });
});

test('every path of the manifest is one that the server takes, with the app’s own token, which pages do not get', async () => {
  const folder = await built();
  const { modules } = await manifestOf(folder);
  const [pages, ...triggers] = modules.endpoint;
  expect(pages).toMatchObject({
    key: 'pages',
    auth: { appUserToken: { enabled: true }, appSystemToken: { enabled: false } },
  });
  const paths = triggers.map(({ route, auth }: { route: { path: string }; auth: object }) => {
    // What goes needs no token any more.
    const withToken = { appUserToken: { enabled: false }, appSystemToken: { enabled: true } };
    expect(auth).toEqual(route.path.endsWith('/uninstalled') ? undefined : withToken);
    return route.path;
  });
  const [, byFunction = ''] = /path: '([^']+)'/.exec(await readFile(join(folder, 'src', 'licence.js'), 'utf8')) ?? [];
  expect([...paths, byFunction].sort()).toEqual(
    Object.keys(FORGE_CALLS)
      .map((name) => `/addon/forge/${name}`)
      .sort(),
  );
});

test('the app is built with its pages, and not without them', async () => {
  const folder = await built();
  expect(await readFile(join(folder, 'ui', 'index.html'), 'utf8')).toBe('<!doctype html>');
  expect(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).dependencies).toEqual({
    '@forge/api': '8.3.0',
    '@forge/bridge': '7.2.0',
  });
  await expect(buildForgeApp(TARGET, join(folder, 'nowhere'))).rejects.toThrow('npm run build');
});
