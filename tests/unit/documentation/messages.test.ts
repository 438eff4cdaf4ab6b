import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { messagesInCode } from './support/messages-in-code.js';

const page = readFileSync(new URL('../../../docs/messages.md', import.meta.url), 'utf8');
const messages = messagesInCode();

it('finds the messages of the code', () => {
  expect(messages.length).toBeGreaterThan(80);
});

// Red without: a row for each message; a new one is added to docs/messages.md with why it comes and what to do.
it('docs/messages.md has every message that a person can meet', () => {
  const shown = new Set(spansIn(page));
  const missing = messages.filter(({ text }) => !shown.has(text));
  expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
});

// Red without: taking out of the page what the code does not say any more.
it('docs/messages.md has no message that the code does not say', () => {
  const said = new Set([...messages.map(({ text }) => text), ...ELSEWHERE]);
  const shown = page.split('\n').flatMap((line) => spansIn(messageCell(line)));
  expect(shown.length).toBeGreaterThan(80);
  expect(shown.filter((text) => !said.has(text))).toEqual([]);
});

/** The second cell below a heading `Reason`, else the first; '' for a line that is no row. */
function messageCell(line: string): string {
  const cells = /^\| (.*) \|$/.exec(line)?.[1]?.split(' | ') ?? [];
  return (/^[a-z-]+$/.test(cells[0] ?? '') ? cells[1] : cells[0]) ?? '';
}

/** What stands in code spans; one that holds backticks stands between two of them. */
function spansIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)/g)].map(([, , text = '']) => text.trim());
}

/** Messages that are stored as reasons, or made by functions of their own. */
const ELSEWHERE = [
  'SYNCLINE_…: … is not valid: it must be …',
  'this database is a copy of another installation; run it here with: syncline resume --all',
  'this database was restored from a backup; when nothing else works with these tools: syncline resume --all',
  '… items of … are out of sight, more than the limit of …: check the rights and the project; to accept it, raise deleteLimit and apply',
  '… was made twice and has been edited since: merge it by hand and delete it',
  '… was given … and made … of it',
  '… was given … and shows …: it made that of it, or somebody did before it was looked at',
  'our write covered an edit by … that was not seen before: …',
  'Jira refused the whole bulk create',
];
