import { describe, expect, it } from 'vitest';
import {
  type ConfigurationFile,
  type Difference,
  difference,
  formatDifference,
  withoutSecrets,
} from '../../../backend/configuration/index.js';
import { connectors } from './support/connectors.js';
import { parse } from './support/parse.js';
import { type Edits, smallFile } from './support/small-file.js';

function read(edits: Edits): ConfigurationFile {
  const { file } = parse(smallFile(edits));
  if (file === null) throw new Error('the file has no fault');
  return file;
}

const isSameSecret = () => true;

/** What applying the second file over the first changes. */
function changes(before: Edits, after: Edits, settings: { isSameSecret?: () => boolean } = {}): Difference[] {
  return difference(withoutSecrets(read(before)), read(after), { connectors, isSameSecret, ...settings });
}

const SECOND = '      - left: Bug\n        right: problem\n        fields: [[a, b]]\n';

describe('a difference', () => {
  it('is none between a file and itself, also when it says defaults aloud', () => {
    expect(changes({}, {})).toEqual([]);
    expect(
      changes(
        {},
        {
          13: '    kind: sync\n    delay: 60s\n    conflicts: hold',
          20: '          - { left: summary, right: short_description, direction: both }',
        },
      ),
    ).toEqual([]);
  });

  it.each<[string, Edits, Edits, Difference]>([
    [
      'a value that is now given',
      {},
      { 13: '    kind: sync\n    delay: 5m' },
      { kind: 'changed', path: 'integrations.incidents.delay', before: '1m', after: '5m' },
    ],
    [
      'a value that came',
      {},
      { 14: '    left: { connection: jira, project: BENCH, filter: "a = b" }' },
      { kind: 'added', path: 'integrations.incidents.left.filter', before: null, after: 'a = b' },
    ],
    [
      'a value that went',
      { 13: '    kind: sync\n    match: { left: key, right: number }' },
      { 13: '    kind: sync\n    match: { left: key, right: other }' },
      { kind: 'changed', path: 'integrations.incidents.match.right', before: 'number', after: 'other' },
    ],
    [
      'a row of fields that changed',
      {},
      { 20: '          - { left: summary, right: short_description, direction: right }' },
      {
        kind: 'changed',
        path: 'integrations.incidents.items["Task:incident"].fields["summary:short_description"]',
        before: '[ summary, short_description ]',
        after: '{ left: summary, right: short_description, direction: right }',
      },
    ],
    [
      'the order of values',
      { 20: '          - { left: a, right: b, values: { x: "2", y: "2" } }' },
      { 20: '          - { left: a, right: b, values: { y: "2", x: "2" } }' },
      {
        kind: 'changed',
        path: 'integrations.incidents.items["Task:incident"].fields["a:b"]',
        before: '{ left: a, right: b, values: { x: "2", y: "2" } }',
        after: '{ left: a, right: b, values: { y: "2", x: "2" } }',
      },
    ],
    [
      'a host that may be called',
      {},
      { 1: 'version: 1\noutgoing: [example.com]' },
      { kind: 'added', path: 'outgoing["example.com"]', before: null, after: 'example.com' },
    ],
    [
      'a user',
      { 13: '    kind: sync\n    users: { a@x: b }' },
      {},
      { kind: 'removed', path: 'integrations.incidents.users["a@x"]', before: 'b', after: null },
    ],
    [
      'an option of a connector',
      { 9: '    url: https://example.service-now.com\n    pageSize: 5' },
      { 9: '    url: https://example.service-now.com\n    pageSize: 6' },
      { kind: 'changed', path: 'connections.snow.pageSize', before: '5', after: '6' },
    ],
  ])('names %s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual([expected]);
  });

  it('names the fields of an entry of items that came, without touching those after it', () => {
    const first = '      - left: Bug\n        right: problem\n        fields: [[a, b]]\n      - left: Task';
    expect(changes({}, { 17: first }).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'added integrations.incidents.items.order',
      'added integrations.incidents.items["Bug:problem"].left',
      'added integrations.incidents.items["Bug:problem"].right',
      'added integrations.incidents.items["Bug:problem"].comments',
      'added integrations.incidents.items["Bug:problem"].attachments',
      'added integrations.incidents.items["Bug:problem"].worklogs',
      'added integrations.incidents.items["Bug:problem"].links',
      'added integrations.incidents.items["Bug:problem"].fields["a:b"]',
    ]);
  });

  it('names the order of items, which decides who takes an item', () => {
    const swapped = smallFile({ 21: SECOND }).split('\n');
    const text = [...swapped.slice(0, 16), ...swapped.slice(20, 23), ...swapped.slice(16, 20), ''].join('\n');
    const after = parse(text).file;
    expect(after).not.toBeNull();
    expect(after && difference(withoutSecrets(read({ 21: SECOND })), after, { connectors, isSameSecret })).toEqual([
      {
        kind: 'changed',
        path: 'integrations.incidents.items.order',
        before: 'Task:incident, Bug:problem',
        after: 'Bug:problem, Task:incident',
      },
    ]);
  });

  it('names a secret that is another one, one that is new, and none that is kept', () => {
    expect(
      changes({}, {}, { isSameSecret: () => false }).map(({ path, before, after }) => `${path}: ${before} → ${after}`),
    ).toEqual([
      'connections.jira.auth.password: (secret) → (another secret)',
      'connections.snow.auth.password: (secret) → (another secret)',
    ]);
    const kept = { 6: '    auth: { kind: basic, username: a@example.com, password: "${secret:jira/password}" }' };
    expect(changes({}, kept, { isSameSecret: () => false })).toHaveLength(1);
    expect(changes({}, { 6: '    auth: { kind: token, token: "${JIRA_TOKEN}" }' })).toEqual([
      { kind: 'changed', path: 'connections.jira.auth.kind', before: 'basic', after: 'token' },
      { kind: 'added', path: 'connections.jira.auth.token', before: null, after: '(secret)' },
      { kind: 'removed', path: 'connections.jira.auth.username', before: 'a@example.com', after: null },
      { kind: 'removed', path: 'connections.jira.auth.password', before: '(secret)', after: null },
    ]);
  });

  it('asks whether a secret is the same with the value that the file gives', () => {
    const asked: string[][] = [];
    difference(withoutSecrets(read({})), read({}), {
      connectors,
      isSameSecret: (...secret) => {
        asked.push(secret);
        return true;
      },
    });
    expect(asked).toEqual([
      ['jira', 'password', 'jira-secret-7f3a'],
      ['snow', 'password', 'snow-secret-91cc'],
    ]);
  });
});

describe('a difference for a person', () => {
  const marks = {
    green: (text: string) => `<g>${text}</g>`,
    red: (text: string) => `<r>${text}</r>`,
    yellow: (text: string) => `<y>${text}</y>`,
    dim: (text: string) => text,
  };
  const plain = { green: String, red: String, yellow: String, dim: String };

  it('shows whole entries as blocks, changes in one line, and counts', () => {
    const flow = '  hello:\n    kind: flow\n    steps: [{ id: a }]\n';
    const found = changes({ 21: flow }, { 13: '    kind: sync\n    delay: 5m', 21: flow.replace('hello', 'other') });
    expect(formatDifference(found, plain)).toBe(`~ integrations.incidents.delay: 1m → 5m
+ integrations.other
    kind: flow
    steps:
      - id: a
- integrations.hello
    kind: flow
    steps:
      - id: a
1 added, 1 changed, 1 removed
`);
  });

  it('colours what comes, goes and changes', () => {
    const found = changes({}, { 13: '    kind: sync\n    delay: 5m' });
    expect(formatDifference(found, marks)).toBe(
      '<y>~ integrations.incidents.delay</y>: <r>1m</r> → <g>5m</g>\n0 added, 1 changed, 0 removed\n',
    );
  });

  it('says when there is none', () => {
    expect(formatDifference([], plain)).toBe('No differences.\n');
  });
});
