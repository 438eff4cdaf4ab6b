import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldDescriptor } from '../../../../backend/connectors/sdk/index.js';
import { ConfigurationError, ReconnectNeededError } from '../../../../backend/shared/index.js';
import {
  empty,
  json,
  type SandboxHandler,
  type SandboxRequest,
  type SandboxResponse,
} from '../../../sandbox/http/index.js';
import { type OpenSite, openSite, SYNC } from './open-site.js';

let site: OpenSite;
beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.expectLawful());

const CLOUD_ID = '07779958-e747-4285-ad18-0f5252a97b00';

describe('who answers', () => {
  it('is told by cloud id, account and time zone', async () => {
    expect(await site.tool.identify(site.signal)).toEqual({
      siteId: CLOUD_ID,
      siteName: 'Sandbox',
      accountId: expect.stringMatching(/^712020:/),
      accountName: 'Syncline',
      timeZone: 'Europe/Berlin',
      edition: 'cloud',
      toolTime: new Date('2026-03-02T09:00:00.000Z'),
    });
  });

  it('is told by the address of the API gateway without a further call', async () => {
    const gateway = await openSite({ url: `https://api.atlassian.com/ex/jira/${CLOUD_ID}` });
    expect(await gateway.tool.identify(gateway.signal)).toMatchObject({ siteId: CLOUD_ID });
    expect(gateway.requests).not.toContainEqual(expect.stringContaining('_edge'));
    const { key } = gateway.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    expect((await gateway.readOne(key, 'summary')).url).toBe(`https://sandbox.atlassian.net/browse/${key}`);
  });

  it('is told by the address of the site where the cloud id cannot be had', async () => {
    const modest = await openSite({ through: replacing(/_edge/, empty(404)) });
    expect(await modest.tool.identify(modest.signal)).toMatchObject({ siteId: 'https://sandbox.atlassian.net' });
    const silent = await openSite({ through: replacing(/_edge|serverInfo/, json(200, {})) });
    expect(await silent.tool.identify(silent.signal)).toMatchObject({ siteId: null });
  });

  it('stays who it was when the cloud id cannot be had for once', async () => {
    const identity = await site.tool.identify(site.signal);
    const flaky = await openSite({ identity, through: replacing(/_edge/, json(500, {})) });
    expect(await flaky.tool.identify(flaky.signal)).toMatchObject({ siteId: CLOUD_ID });
  });

  it('is another one when a copy of the site answers', async () => {
    site.sandbox.manners.set('B28');
    expect((await site.tool.identify(site.signal)).siteId).not.toBe(CLOUD_ID);
  });

  it('needs credentials that are taken', async () => {
    const wrong = await openSite({ auth: { ...SYNC, password: 'wrong' } as typeof SYNC });
    await expect(wrong.tool.identify(wrong.signal)).rejects.toBeInstanceOf(ReconnectNeededError);
  });

  it('and searches that are answered for nobody are no answer', async () => {
    const anonymous = json(200, { issues: [], isLast: true }, { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' });
    const revoked = await openSite({ through: replacing(/search/, anonymous) });
    const query = {
      container: 'BENCH',
      filter: null,
      order: 'identity',
      updatedSince: null,
      createdSince: null,
      after: null,
    } as const;
    await expect(revoked.tool.page(query, revoked.signal)).rejects.toBeInstanceOf(ReconnectNeededError);
  });
});

describe('what can be mapped', () => {
  async function fieldsOf(type: string): Promise<Readonly<Record<string, FieldDescriptor>>> {
    const schema = await site.tool.describe('BENCH', site.signal);
    const found = schema.itemTypes.find((itemType) => itemType.name === type);
    return Object.fromEntries((found?.fields ?? []).map((field) => [field.id, field]));
  }

  it('is a project with its types and channels', async () => {
    const schema = await site.tool.describe('BENCH', site.signal);
    expect(schema).toMatchObject({ key: 'BENCH', name: 'Service operations' });
    expect(schema.itemTypes.map((type) => type.name)).toEqual(['Task', 'Bug', 'Story', 'Sub-task']);
    expect(schema.commentChannels).toEqual([
      { id: 'public', internal: false, kept: true },
      { id: 'internal', internal: true, kept: false },
    ]);
  });

  it('is each field with what it takes', async () => {
    const fields = await fieldsOf('Task');
    expect(fields.summary).toEqual({
      id: 'summary',
      name: 'Summary',
      kind: 'text',
      required: true,
      onCreate: true,
      onUpdate: true,
      maxLength: 255,
      multiline: false,
      options: null,
      token: 'label',
    });
    expect(fields).toMatchObject({
      key: { kind: 'text', onCreate: false, onUpdate: false },
      description: { kind: 'richText', multiline: true, maxLength: 32_767 },
      priority: {
        kind: 'option',
        options: expect.arrayContaining([expect.objectContaining({ id: '2', label: 'High' })]),
      },
      components: { kind: 'options', options: expect.arrayContaining([expect.objectContaining({ label: 'Network' })]) },
      labels: { kind: 'labels', options: null },
      assignee: { kind: 'user', onUpdate: true },
      duedate: { kind: 'date' },
      created: { kind: 'dateTime', onCreate: false, onUpdate: false },
      parent: { kind: 'reference' },
      resolution: { kind: 'option', onUpdate: false },
      customfield_10031: { kind: 'richText' },
      customfield_10032: { kind: 'number' },
      customfield_10034: { kind: 'dateTime' },
      customfield_10035: { kind: 'option' },
      customfield_10036: { kind: 'options' },
      customfield_10037: { kind: 'user' },
      customfield_10038: { kind: 'labels' },
    });
    expect(fields.customfield_10019).toBeUndefined();
  });

  it('is each status with whether work is over there', async () => {
    const { status } = await fieldsOf('Task');
    expect(status).toMatchObject({ kind: 'status', onCreate: false, onUpdate: true });
    expect(status?.options?.map(({ label, category }) => [label, category])).toEqual([
      ['To Do', 'open'],
      ['In Progress', 'open'],
      ['In Review', 'open'],
      ['Done', 'closed'],
    ]);
  });

  it('knows disabled options', async () => {
    const { customfield_10035: tier } = await fieldsOf('Task');
    const legacy = tier?.options?.find((option) => option.label === 'Legacy');
    expect(legacy === undefined || legacy.disabled).toBe(true);
  });

  it('of a project that is not there is a fault of the file', async () => {
    await expect(site.tool.describe('NOPE', site.signal)).rejects.toThrow(ConfigurationError);
    await expect(site.tool.describe('NOPE', site.signal)).rejects.toThrow(/project NOPE: .*Browse Projects/);
  });
});

describe('people', () => {
  it('are found by e-mail, name and account id, and only for certain', async () => {
    const [bob] = ['bob'].map((name) => site.sandbox.state.directory.person(name));
    const id = bob?.accountId ?? '';
    const found = await site.tool.users(
      ['bob@example.com', 'Alice Anders', id, 'nobody@example.com', 'Dave Dupont'],
      site.signal,
    );
    expect([...found]).toEqual([
      ['bob@example.com', { id, label: 'Bob Brandt', email: 'bob@example.com' }],
      ['Alice Anders', expect.objectContaining({ label: 'Alice Anders' })],
      [id, expect.objectContaining({ label: 'Bob Brandt' })],
    ]);
  });
});

describe('values as people write them', () => {
  const parse = async (id: string, written: Parameters<typeof site.tool.parse>[1]) => {
    const [field] = await site.fields(id);
    return site.tool.parse(field as FieldDescriptor, written, site.signal);
  };

  it('become typed ones', async () => {
    const { id, key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    expect(await parse('summary', 5)).toBe('5');
    expect(await parse('description', 'x\n')).toMatchObject({ type: 'doc', content: [{ type: 'paragraph' }] });
    expect(await parse('priority', 'high')).toEqual({ id: '2', label: 'High' });
    expect(await parse('priority', '2')).toEqual({ id: '2', label: 'High' });
    expect(await parse('components', ['Network'])).toEqual([{ id: '10000', label: 'Network' }]);
    expect(await parse('labels', 'one')).toEqual(['one']);
    expect(await parse('duedate', '2026-03-01')).toBe('2026-03-01');
    expect(await parse('customfield_10034', '2026-03-01T10:00:00+01:00')).toBe('2026-03-01T09:00:00.000Z');
    expect(await parse('customfield_10032', '2.5')).toBe(2.5);
    expect(await parse('assignee', 'bob@example.com')).toMatchObject({ label: 'Bob Brandt' });
    expect(await parse('parent', key)).toEqual({ id, label: key });
    expect(await parse('summary', null)).toBeNull();
  });

  it.each([
    ['priority', 'Urgent', /Priority \(priority\): "Urgent" is not right; it takes one of Highest, High/],
    ['duedate', 'tomorrow', /a date such as 2026-03-01/],
    ['customfield_10032', 'many', /a number/],
    ['assignee', 'nobody@example.com', /an e-mail, an account id/],
    ['parent', 'BENCH-999', /the key of an issue/],
    ['labels', { a: 1 }, /a list of labels/],
  ])('that do not fit %s are named with what would be right', async (id, written, message) => {
    await expect(parse(id, written)).rejects.toThrow(message);
    await expect(parse(id, written)).rejects.toBeInstanceOf(ConfigurationError);
  });
});

function replacing(path: RegExp, answer: SandboxResponse): (inner: SandboxHandler) => SandboxHandler {
  return (inner) => ({
    handle: async (request: SandboxRequest) => (path.test(request.url) ? answer : inner.handle(request)),
  });
}
