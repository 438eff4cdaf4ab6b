import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { FieldDescriptor, FieldKind } from '../../../../backend/connectors/sdk/index.js';
import { json, type SandboxHandler } from '../../../sandbox/http/index.js';
import { describeWithTruth } from '../../../support/truth.js';
import { openSite } from './open-site.js';

const exchange = z.object({ case: z.string(), body: z.unknown() });
const ACCOUNT = '712020:7bf45758-6986-4e0e-aefc-a3000196d8d2';
const QUERY = { container: 'KAN', filter: null, order: 'identity', updatedSince: null, createdSince: null } as const;

describeWithTruth('answers that a real Jira gave', (truth) => {
  const lines = readFileSync(join(truth, 'recorded/jira.jsonl'), 'utf8').trim().split('\n');
  const recorded = new Map(
    lines.map((line) => exchange.parse(JSON.parse(line))).map(({ case: name, body }) => [name, body]),
  );

  /** A site that gives recorded answers, to paths that end in one of these. */
  const answering = (bodies: Readonly<Record<string, unknown>>) => (): SandboxHandler => ({
    handle: async ({ url }) => {
      const path = url.split('?', 1)[0] ?? '';
      const found = Object.keys(bodies).find((end) => path.endsWith(end));
      return found === undefined ? json(404, {}) : json(200, bodies[found]);
    },
  });
  const open = (bodies: Readonly<Record<string, unknown>>) =>
    openSite({ through: answering({ '/myself': recorded.get('get-myself'), ...bodies }) });

  it('tell whose account it is', async () => {
    const { tool, signal } = await open({});
    expect(await tool.identify(signal)).toMatchObject({ accountId: ACCOUNT, timeZone: 'Europe/Warsaw' });
  });

  it('are a page of references', async () => {
    const { tool, signal } = await open({ '/search/jql': recorded.get('issues') });
    const { refs } = await tool.page({ ...QUERY, after: null }, signal);
    expect(refs.length).toBeGreaterThan(0);
    for (const { key, version } of refs) {
      expect(key).toMatch(/^KAN-\d+$/);
      expect(new Date(Number(version.token)).toISOString()).toBe(version.at);
    }
  });

  it('are an item with its comments, dates in UTC and an address', async () => {
    const issue = recorded.get('get-issue');
    const { tool, signal } = await open({
      '/issue/bulkfetch': { issues: [issue] },
      '/comment': recorded.get('list-issue-comments'),
    });
    const fields = [
      field('summary', 'text'),
      field('description', 'richText'),
      field('status', 'status'),
      field('labels', 'labels'),
    ];
    const { items } = await tool.read({ container: 'KAN', ids: ['10002'], fields, comments: true }, signal);
    expect(items).toMatchObject([
      {
        id: '10002',
        key: 'KAN-2',
        container: 'KAN',
        typeId: '10003',
        createdByUs: true,
        createdAt: expect.stringMatching(/Z$/),
        fields: {
          summary: 'Test issue for delete-comment action',
          status: { label: expect.any(String) },
          labels: null,
        },
        comments: expect.any(Array),
      },
    ]);
  });

  it('name the comment that was made', async () => {
    const { tool, signal } = await open({ '/comment': recorded.get('add-comment') });
    const body = { kind: 'text', value: 'x' } as const;
    const request = { container: 'KAN', itemId: '10011', channel: 'public', body, authorLine: '', mark: 'm' };
    expect(await tool.addComment(request, signal)).toEqual({ id: '10006' });
  });

  it('describe a project from its fields', async () => {
    const { tool, signal } = await open({
      '/project/KAN': recorded.get('get-project'),
      '/field': recorded.get('fields'),
      '/statuses': [],
    });
    const { itemTypes } = await tool.describe('KAN', signal);
    expect(itemTypes.map((type) => type.name)).toEqual(['Epic', 'Subtask', 'Task', 'Story']);
    const kinds = Object.fromEntries((itemTypes[2]?.fields ?? []).map(({ id, kind }) => [id, kind]));
    expect(kinds).toMatchObject({
      summary: 'text',
      description: 'richText',
      status: 'status',
      parent: 'reference',
      duedate: 'date',
      fixVersions: 'options',
      assignee: 'user',
      timeoriginalestimate: 'duration',
    });
    expect(kinds).not.toHaveProperty('votes');
  });
});

function field(id: string, kind: FieldKind): FieldDescriptor {
  const none = { required: false, onCreate: false, onUpdate: false, maxLength: null, multiline: false, options: null };
  return { id, name: id, kind, token: 'label', ...none };
}
