import { describe, expect, it } from 'vitest';
import { formatFaults, type ParsedConfiguration } from '../../../backend/configuration/index.js';
import type { SyncDefinition } from '../../../backend/mappings/index.js';
import { parse } from './support/parse.js';
import { smallFile } from './support/small-file.js';

const said = ({ faults, notices }: ParsedConfiguration) => formatFaults([...faults, ...notices]);

function syncOf({ file }: ParsedConfiguration): SyncDefinition {
  const definition = file?.integrations[0]?.definition;
  if (definition?.kind !== 'sync') throw new Error('the file has a sync without faults');
  return definition;
}

describe('what a file leaves out', () => {
  it('has its default, and the careful one where something could be lost', () => {
    expect(syncOf(parse(smallFile()))).toMatchObject({
      start: 'manual',
      delayMs: 60_000,
      backfill: 'all',
      match: null,
      initial: 'hold',
      create: 'both',
      overlapMs: 300_000,
      settleMs: 0,
      conflicts: 'hold',
      deletes: 'keep',
      deleteLimit: { percent: 5, items: 10 },
      comments: 'none',
      users: {},
      left: { filter: null },
    });
  });

  it('may be everything but the version', () => {
    expect(parse('version: 1').file).toEqual({ outgoing: [], connections: [], integrations: [] });
  });
});

describe('durations', () => {
  it.each([
    ['0s', 0],
    ['500ms', 500],
    ['60s', 60_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['2d', 172_800_000],
  ])('%s is %d ms', (written, delayMs) => {
    expect(syncOf(parse(smallFile({ 13: `    kind: sync\n    delay: ${written}` }))).delayMs).toBe(delayMs);
  });
});

describe('an installation for many tenants', () => {
  it.each([
    [
      '60s',
      60_000,
      'syncline.yaml:14:5 integrations.incidents.delay: 60s is kept and runs at 180 s, the least in this installation\n',
    ],
    [
      '179s',
      179_000,
      'syncline.yaml:14:5 integrations.incidents.delay: 179s is kept and runs at 180 s, the least in this installation\n',
    ],
    ['180s', 180_000, ''],
  ])('keeps a delay of %s and says when it runs slower', (written, delayMs, notice) => {
    const parsed = parse(smallFile({ 13: `    kind: sync\n    delay: ${written}` }), { mode: 'saas' });
    expect(said(parsed)).toBe(notice);
    expect(syncOf(parsed).delayMs).toBe(delayMs);
  });

  it('says so of the default too, at the integration', () => {
    expect(said(parse(smallFile(), { mode: 'saas' }))).toBe(
      'syncline.yaml:12:3 integrations.incidents.delay: 1m is kept and runs at 180 s, the least in this installation\n',
    );
  });

  it('is not this one by default', () => {
    expect(said(parse(smallFile({ 13: '    kind: sync\n    delay: 0s' })))).toBe('');
  });
});

describe('variables', () => {
  const auth = (password: string) =>
    smallFile({ 6: `    auth: { kind: basic, username: "\${WHO}@x", password: "${password}" }` });
  const environment = { WHO: 'me', ONE: 'first', TWO: 'second', EMPTY: '', BROKEN: 'a\r', SERVICENOW_PASSWORD: 'x' };

  it('are read anywhere in a value of auth, several in one', () => {
    const { file } = parse(auth('${ONE}-${TWO}$'), { environment });
    expect(file?.connections[0]?.auth).toEqual({
      kind: 'basic',
      fields: { username: 'me@x' },
      expires: null,
      secrets: { password: 'first-second$' },
    });
  });

  it.each([
    ['${EMPTY}', 'the variable EMPTY is empty; set it where this command runs'],
    ['${BROKEN}', 'the value holds a control character, perhaps a line break at its end; remove it'],
    [
      '${synCline_secret_key}',
      '${synCline_secret_key} is a setting of Syncline itself and is never read here; use a variable of its own',
    ],
  ])('%s is a fault', (password, message) => {
    expect(said(parse(auth(password), { environment }))).toBe(
      `syncline.yaml:6:48 connections.jira.auth.password: ${message}\n`,
    );
  });

  it('are not looked for along the prototype', () => {
    expect(said(parse(auth('${toString}'), { environment }))).toContain('the variable toString is not set');
  });

  it('are read by the command line only', () => {
    expect(said(parse(smallFile(), { environment: null }))).toBe(
      'syncline.yaml:6:51 connections.jira.auth.password: ${JIRA_TOKEN} is read by the command line only; write the value, or keep the stored one\n' +
        'syncline.yaml:10:46 connections.snow.auth.password: ${SERVICENOW_PASSWORD} is read by the command line only; write the value, or keep the stored one\n',
    );
  });
});

describe('secrets that are stored already', () => {
  const text = smallFile({
    6: '    auth: { kind: basic, username: a@example.com, password: "${secret:jira/password}" }',
  });

  it('are kept', () => {
    expect(parse(text).file?.connections[0]?.auth.secrets).toEqual({ password: { keep: true } });
  });

  it('can be kept only where they are stored for this address', () => {
    const asked: unknown[] = [];
    const parsed = parse(text, {
      isStored: (secret) => {
        asked.push(secret);
        return false;
      },
    });
    expect(asked).toEqual([{ connection: 'jira', field: 'password', url: 'https://example.atlassian.net' }]);
    expect(said(parsed)).toBe(
      'syncline.yaml:6:51 connections.jira.auth.password: no secret is stored for jira at example.atlassian.net; write it, or "${NAME}" to read it from the environment\n',
    );
  });
});

describe('ways to sign in', () => {
  it('are taken with a notice when they come later', () => {
    const parsed = parse(smallFile({ 6: '    auth: { kind: oauth2, clientId: abc, clientSecret: "${JIRA_TOKEN}" }' }));
    expect(said(parsed)).toContain(
      'syncline.yaml:6:13 connections.jira.auth.kind: signing in by oauth2 comes later; this connection is stored and cannot sign in until then\n',
    );
    expect(parsed.file?.connections[0]?.auth).toEqual({
      kind: 'oauth2',
      fields: {},
      expires: null,
      secrets: { clientId: 'abc', clientSecret: 'jira-secret-7f3a' },
    });
  });

  it('advise against a secret in clear', () => {
    const { notices } = parse(smallFile({ 6: '    auth: { kind: token, token: abc }' }));
    expect(notices).toMatchObject([{ kind: 'advice', line: 6, path: 'connections.jira.auth.token' }]);
  });
});

describe('addresses', () => {
  it.each([
    ['http://localhost:9100', 'http://localhost:9100'],
    ['http://127.8.0.1', 'http://127.8.0.1'],
    ['http://[::1]:80/', 'http://[::1]'],
    ['HTTPS://Example.COM:443/jira//', 'https://example.com/jira'],
    [
      'https://api.atlassian.com/ex/jira/11111111-2222-3333-4444-555555555555',
      'https://api.atlassian.com/ex/jira/11111111-2222-3333-4444-555555555555',
    ],
  ])('%s is %s, with no need for insecure', (written, url) => {
    expect(parse(smallFile({ 5: `    url: "${written}"` })).file?.connections[0]?.url).toBe(url);
  });

  it('may be plain http elsewhere when the file says so', () => {
    const { file } = parse(smallFile({ 5: '    url: http://jira.internal:8080\n    insecure: true' }));
    expect(file?.connections[0]).toMatchObject({ url: 'http://jira.internal:8080', insecure: true });
  });

  it.each([
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://0.0.0.0',
    'http://2130706433.example.com',
  ])('are not on this machine because they look so: %s', (url) => {
    expect(said(parse(smallFile({ 5: `    url: ${url}` })))).toContain('would send the credentials in clear');
  });
});

describe('options of a connector', () => {
  const board = (more: string) =>
    smallFile({
      7: '  snow:\n    connector: board',
      8: '    auth: { kind: none }',
      10: more,
      15: '    right: { connection: snow, container: main }',
    });

  it('have the defaults of its schema, and sides the key `container` where it names none', () => {
    expect(parse(board('')).file?.connections[1]?.options).toEqual({ workspace: 'main' });
  });

  it('are refused in the words of its schema', () => {
    expect(said(parse(board('    workspace: [x]')))).toBe(
      'syncline.yaml:11:5 connections.snow.workspace: a list is not right: Invalid input: expected string, received array\n',
    );
  });

  it('are known by its schema though that drops what it does not know', () => {
    expect(said(parse(board('    workspaces: x')))).toBe(
      'syncline.yaml:11:5 connections.snow.workspaces: unknown key `workspaces`; did you mean `workspace`?\n',
    );
  });
});

describe('rings', () => {
  const sync = (name: string, left: string, right: string) =>
    `  ${name}:\n    kind: sync\n    left: { ${left} }\n    right: { ${right} }\n    items: [{ left: any, right: any, fields: [[a, b]] }]\n`;

  it('are none in a chain or a star', () => {
    const file = smallFile({
      21:
        sync('chain', 'connection: snow, table: incident', 'connection: snow, table: problem') +
        sync('star', 'connection: jira, project: BENCH', 'connection: snow, table: change'),
    });
    expect(said(parse(file))).toBe('');
  });

  it('are seen through a second connection to the same address, and in integrations that are off', () => {
    const file = smallFile({
      7: '  other:\n    connector: jira\n    url: https://EXAMPLE.atlassian.net/\n    auth: { kind: none }\n  snow:',
      13: '    kind: sync\n    enabled: false',
      21: sync('again', 'connection: snow, table: incident', 'connection: other, project: BENCH'),
    });
    const parsed = parse(file.replace('{ kind: none }', '{ kind: token, token: "${JIRA_TOKEN}" }'));
    expect(said(parsed)).toBe(
      'syncline.yaml:26:3 integrations.again: incident (snow) and BENCH (other) are kept in step by `incidents` already, ' +
        'and an item has one partner in a container; put these entries under `items` of `incidents`\n',
    );
  });
});

describe('rows of fields', () => {
  it('have ids that two pairs never share', () => {
    const rows = ['["a:b", c]', '[a, "b:c"]', '["a%3Ab", d]'].map((row) => `          - ${row}`).join('\n');
    expect(syncOf(parse(smallFile({ 20: rows }))).items[0]?.fields.map(({ id }) => id)).toEqual([
      'a%3Ab:c',
      'a:b%3Ac',
      'a%253Ab:d',
    ]);
  });

  it('may read one field for several, when each writes to one side only', () => {
    const rows =
      '          - [summary, short_description]\n          - { left: summary, right: description, direction: right }';
    expect(said(parse(smallFile({ 20: rows })))).toBe('');
  });
});

describe('comments', () => {
  it('are those of the first entry, and an entry that differs says so', () => {
    const second = '      - left: Bug\n        right: problem\n        fields: [[a, b]]\n';
    const definition = syncOf(
      parse(smallFile({ 18: '        right: incident\n        comments: { internal: work_notes }', 21: second })),
    );
    expect(definition.comments).toEqual({ public: null, internal: 'work_notes' });
    expect(definition.items[0]).not.toHaveProperty('comments');
    expect(definition.items[1]?.comments).toBe('none');
  });
});
