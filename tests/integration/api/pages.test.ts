import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { findBuiltFrontend } from '../../../backend/pages/index.js';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();

// Red without: the headers of the page, and refusing what is no GET.
test('whoever opens the server’s address gets a page that no other site may show', async () => {
  const { status, headers, text } = await request(bench.api).get('/');
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['cache-control']).toBe('no-store');
  expect(text).toContain('data-host="session"');
  expect((await request(bench.api).post('/')).status).toBe(405);
});

// Red without: the long life of files whose names change with what is in them, and the page's own being none of them.
test('the files of a page are kept by browsers, and nothing else of the build is shown', async () => {
  const built = findBuiltFrontend();
  expect(built, 'the pages are not built: npm run build').not.toBeNull();
  for (const file of [...(built?.scripts.admin ?? []), built?.style]) {
    const { status, headers } = await request(bench.api).get(`/pages/${file}`);
    expect(status, file).toBe(200);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
  for (const path of ['/pages/', '/pages/manifest.json', '/pages/assets', '/pages/..%2fbackend%2fmain.js']) {
    expect((await request(bench.api).get(path)).status, path).toBe(404);
  }
});

const chunks = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).optional(), isEntry: z.boolean().optional() }),
);
type Chunks = z.infer<typeof chunks>;

/** All scripts that a browser loads for a chunk before it runs. */
function neededBy(name: string, all: Chunks, found = new Set<string>()): ReadonlySet<string> {
  const chunk = all[name];
  if (chunk === undefined || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const other of chunk.imports ?? []) neededBy(other, all, found);
  return found;
}

// Red without: NODE_ENV in frontend/build/build.mjs, for whoever builds where it says something else, as these tests do.
test('the pages are those of production, wherever they were built', () => {
  const { directory = '' } = findBuiltFrontend() ?? {};
  const scripts = readdirSync(join(directory, 'assets')).filter((name) => name.endsWith('.js'));
  const ofDevelopment = scripts.filter((name) =>
    readFileSync(join(directory, 'assets', name), 'utf8').includes('jsxDEV'),
  );
  expect(ofDevelopment).toEqual([]);
});

// Red without: leaving out of the pages what only some of them need.
test('a page wants less than 400 kB of script, compressed', () => {
  const { directory = '' } = findBuiltFrontend() ?? {};
  const all = chunks.parse(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')));
  const pages = Object.keys(all).filter((name) => all[name]?.isEntry === true || name.startsWith('pages/'));
  expect(pages).toEqual(expect.arrayContaining(['entries/admin.tsx', 'entries/panel.tsx', 'pages/runs/runs-page.tsx']));
  for (const page of pages) {
    const bytes = [...neededBy(page, all)].map((file) => gzipSync(readFileSync(join(directory, file))).length);
    expect(
      bytes.reduce((sum, size) => sum + size, 0),
      page,
    ).toBeLessThan(400_000);
  }
});
