import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const MOST_BYTES = 150_000;

const documents = ['README.md', ...namesIn('docs', '.md').map((name) => `docs/${name}`)];
const shown = documents.flatMap((path) =>
  [...read(path).matchAll(/!\[(.*?)\]\((.+?)\)/g)].map(([, alt = '', target = '']) => ({
    path,
    alt,
    file: new URL(target, new URL(path, root)).href.slice(root.href.length),
  })),
);
const pictures = namesIn('docs/pictures', '.png').map((name) => `docs/pictures/${name}`);
const taken = namesIn('tests/end-to-end/pages', '.test.ts').flatMap((name) =>
  [...read(`tests/end-to-end/pages/${name}`).matchAll(/\bpicture\(page, '([\w-]+)'/g)].map(
    ([, picture]) => `docs/pictures/${picture}.png`,
  ),
);

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

function namesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(new URL(folder, root)).filter((name) => name.endsWith(ending));
}

// Red without: the file of a picture that a document shows, or a document for each file.
it('the documents show the pictures that are there, and all of them', () => {
  expect([...new Set(shown.map(({ file }) => file))].sort()).toEqual([...pictures].sort());
});

// Red without: `npm run pictures` after one was renamed or added in a test.
it('each picture is taken by one end-to-end test, so that it can be taken anew', () => {
  expect([...taken].sort()).toEqual([...pictures].sort());
});

it('each picture tells those who do not see it what is to be seen', () => {
  expect(shown.filter(({ alt }) => alt.length < 30).map(({ path, file }) => `${path}: ${file}`)).toEqual([]);
});

it('each picture is small enough for a repository', () => {
  expect(pictures.filter((path) => statSync(new URL(path, root)).size > MOST_BYTES)).toEqual([]);
});
