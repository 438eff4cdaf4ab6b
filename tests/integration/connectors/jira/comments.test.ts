import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adfToText, type Comment, textToAdf } from '../../../../backend/connectors/sdk/index.js';
import { empty, type SandboxHandler } from '../../../sandbox/http/index.js';
import { type OpenOptions, type OpenSite, openSite } from './open-site.js';

let site: OpenSite;
let issue: { readonly id: string; readonly key: string };

async function open(options: OpenOptions = {}) {
  site = await openSite(options);
  issue = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
  await site.tool.identify(site.signal);
  site.requests.length = 0;
}
beforeEach(() => open());
afterEach(() => site.expectLawful());

function add(mark: string, text: string, channel = 'public', authorLine = 'From Bob:') {
  const body = { kind: 'text', value: text } as const;
  const request = { container: 'BENCH', itemId: issue.id, channel, body, authorLine, mark };
  return site.tool.addComment(request, site.signal);
}

async function comments(): Promise<readonly Comment[]> {
  const request = { container: 'BENCH', ids: [issue.id], fields: [], comments: true };
  return (await site.tool.read(request, site.signal)).items[0]?.comments ?? [];
}

const words = ({ body }: Comment) => (body.kind === 'text' ? body.value : adfToText(body.value));

describe('comments', () => {
  it('of people and our own are told apart, oldest first, with author and mark', async () => {
    site.sandbox.comment(issue.key, 'mine', { as: 'bob' });
    site.tick();
    const { id } = await add('m1', 'ours\nsecond line');
    site.requests.length = 0;
    expect(await comments()).toEqual([
      {
        id: expect.any(String),
        body: { kind: 'richText', value: expect.objectContaining({ type: 'doc' }) },
        channel: 'public',
        author: { id: expect.any(String), label: 'Bob Brandt', email: 'bob@example.com' },
        byUs: false,
        mark: null,
        createdAt: expect.stringMatching(/^2026-03-02T09:00:00\.\d{3}Z$/),
      },
      expect.objectContaining({ id, byUs: true, mark: 'm1', createdAt: '2026-03-02T09:00:01.000Z' }),
    ]);
    expect(site.requests).toEqual(['POST /rest/api/3/issue/bulkfetch', 'POST /rest/api/3/comment/list']);
  });

  it('carry the author line as a paragraph of its own', async () => {
    await add('m1', 'ours\nsecond line');
    await add('m2', 'no author', 'public', '');
    expect((await comments()).map(words)).toEqual(['From Bob:\n\nours\nsecond line', 'no author']);
  });

  it('that are internal are marked so for Jira, and read as such', async () => {
    await add('m1', 'secret', 'internal');
    expect(site.sandbox.issue(issue.key).comments[0]).toMatchObject({
      properties: expect.arrayContaining([{ key: 'sd.public.comment', value: { internal: true } }]),
    });
    expect((await comments())[0]).toMatchObject({ channel: 'internal', mark: 'm1' });
  });

  it('cost nothing more where none is ours', async () => {
    site.sandbox.comment(issue.key, 'mine');
    await comments();
    expect(site.requests).toEqual(['POST /rest/api/3/issue/bulkfetch']);
  });

  it('beyond the first hundred are read on', async () => {
    for (let n = 0; n < 230; n += 1) site.sandbox.comment(issue.key, `${n}`);
    expect((await comments()).map(words)).toEqual(Array.from({ length: 230 }, (_, n) => `${n}`));
  });

  it('are found by mark', async () => {
    await add('m1', 'one');
    const { id } = await add('m2', 'two');
    site.sandbox.comment(issue.key, 'mine');
    const request = { container: 'BENCH', itemId: issue.id, marks: ['m2', 'm3'] };
    expect((await site.tool.findComments(request, site.signal)).map((comment) => comment.id)).toEqual([id]);
  });

  it('show their marks also where the site lists no comments in bulk', async () => {
    await open({ through: without(/\/comment\/list/) });
    await add('m1', 'one');
    expect((await comments())[0]).toMatchObject({ mark: 'm1' });
  });

  it('with rich text keep it', async () => {
    const value = textToAdf('rich');
    const request = {
      container: 'BENCH',
      itemId: issue.id,
      channel: 'public',
      body: { kind: 'richText', value },
      authorLine: '',
      mark: 'm',
    } as const;
    await site.tool.addComment(request, site.signal);
    expect((await comments())[0]?.body).toEqual({ kind: 'richText', value });
  });

  it('for a channel that Jira does not have are refused', async () => {
    await expect(add('m1', 'x', 'work_notes')).rejects.toThrow(/no comment channel work_notes/);
  });
});

/** A site without some endpoints. */
function without(path: RegExp): (inner: SandboxHandler) => SandboxHandler {
  return (inner) => ({
    handle: async (request) => (path.test(request.url) ? empty(404) : inner.handle(request)),
  });
}
