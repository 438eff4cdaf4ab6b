import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adfToText, type Comment } from '../../../../backend/connectors/sdk/index.js';
import { json, type SandboxHandler } from '../../../sandbox/http/index.js';
import type { OpenSite } from '../jira/open-site.js';
import { openDataCenter } from './open-data-center.js';

let site: OpenSite;
beforeEach(async () => {
  site = await openDataCenter();
});
afterEach(() => site.expectLawful());

/** A site that leaves entity properties out of lists of comments. */
function withoutListedProperties(inner: SandboxHandler): SandboxHandler {
  return {
    async handle(request) {
      const outcome = await inner.handle(request);
      if (!/\/comment\?/.test(request.url) || 'drop' in outcome) return outcome;
      const body = JSON.parse(outcome.body.toString());
      for (const comment of body.comments) delete comment.properties;
      return json(outcome.status, body, { date: outcome.headers.date ?? '' });
    },
  };
}

async function commentsOf(id: string): Promise<readonly Comment[]> {
  const request = { container: 'BENCH', ids: [id], fields: await site.fields('summary'), comments: true };
  return (await site.tool.read(request, site.signal)).items[0]?.comments ?? [];
}

function add(itemId: string, text: string, mark: string, channel = 'public') {
  const body = { kind: 'text' as const, value: text };
  return site.tool.addComment({ container: 'BENCH', itemId, channel, body, authorLine: 'Carol:', mark }, site.signal);
}

const textOf = ({ body }: Comment) => (body.kind === 'text' ? body.value : adfToText(body.value));

describe('comments', () => {
  it('are written as markup that says what the text says, with the author above it and the mark', async () => {
    const { id, key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    await add(id, '5 *stars* for C:\\temp\n\n- not a list', 'c1');
    const [comment] = site.sandbox.issue(key).comments;
    expect(comment).toMatchObject({ properties: [{ key: 'syncline', value: { mark: 'c1' } }] });
    const [read] = await commentsOf(id);
    expect(read).toMatchObject({ mark: 'c1', byUs: true, channel: 'public' });
    expect(read && textOf(read)).toBe('Carol:\n\n5 *stars* for C:\\temp\n\n- not a list');
  });

  it.each([
    ['shows', (inner: SandboxHandler) => inner],
    ['leaves out', withoutListedProperties],
  ])('of people and our own are told apart where the site %s properties in lists', async (_name, through) => {
    site = await openDataCenter({ through });
    const { id, key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.comment(key, 'h1. by Alice');
    site.tick();
    await add(id, 'ours', 'c1');
    const read = await commentsOf(id);
    expect(read.map(({ byUs, mark, author }) => [author.id, byUs, mark])).toEqual([
      ['alice', false, null],
      ['sync', true, 'c1'],
    ]);
    site.requests.length = 0;
    await commentsOf(id);
    expect(site.requests).toEqual(['POST /rest/api/2/search']);
  });

  it('are found by their marks', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    await add(id, 'one', 'c1');
    await add(id, 'two', 'c2');
    const found = await site.tool.findComments({ container: 'BENCH', itemId: id, marks: ['c2'] }, site.signal);
    expect(found.map(({ mark }) => mark)).toEqual(['c2']);
  });

  it('for the people of a service project alone are internal', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    await add(id, 'secret', 'c1', 'internal');
    expect(await commentsOf(id)).toMatchObject([{ channel: 'internal', mark: 'c1' }]);
  });
});
