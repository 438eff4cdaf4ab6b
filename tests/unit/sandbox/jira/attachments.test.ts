import { beforeEach, describe, expect, it } from 'vitest';
import { isDropped } from '../../../sandbox/http/index.js';
import { SandboxCaller } from './caller.js';

const BYTES = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10]);
let caller: SandboxCaller;

beforeEach(() => {
  caller = new SandboxCaller();
  caller.jira.createIssue({ project: 'BENCH', summary: 'One' });
});

async function upload(headers: Record<string, string> = { 'x-atlassian-token': 'no-check' }) {
  const form = new FormData();
  form.append('file', new Blob([BYTES], { type: 'image/png' }), 'Bild "1".png');
  form.append('file', new Blob(['text'], { type: 'text/plain' }), 'notes.txt');
  const encoded = new Response(form);
  const body = Buffer.from(await encoded.arrayBuffer());
  const type = { 'content-type': encoded.headers.get('content-type') ?? '' };
  return caller.outcome('POST', '/issue/BENCH-1/attachments', body, { headers: { ...type, ...headers } });
}

describe('attachments', () => {
  it('an upload of two files keeps every byte and the names', async () => {
    const outcome = await upload();
    expect(isDropped(outcome) ? 0 : outcome.status).toBe(200);
    const { fields } = caller.jira.issue('BENCH-1');
    expect(fields.attachment).toMatchObject([
      { id: '10000', filename: 'Bild "1".png', mimeType: 'image/png', size: BYTES.length },
      { id: '10001', filename: 'notes.txt', size: 4 },
    ]);
    const content = await caller.outcome('GET', '/attachment/content/10000?redirect=false');
    expect(content).toMatchObject({ status: 200, body: BYTES });
  });

  it('an upload without the header against forgery is refused', async () => {
    expect(await upload({})).toMatchObject({ status: 403, body: 'XSRF check failed' });
    expect(caller.jira.issue('BENCH-1').fields.attachment).toEqual([]);
  });

  it('an id is a string inside an issue and a number alone', async () => {
    await upload();
    expect((await caller.get('/attachment/10001')).body).toMatchObject({ id: 10001, filename: 'notes.txt' });
  });

  it('B24: a download is redirected to another host, which refuses the credentials', async () => {
    await upload();
    caller.jira.manners.set('B24', { host: 'media.test' });
    const { status, headers } = await caller.get('/attachment/content/10001', { headers: { host: '127.0.0.1:9100' } });
    expect([status, new URL(headers.location ?? '').host]).toEqual([303, 'media.test:9100']);
    const { pathname, search } = new URL(headers.location ?? '');
    const request = { method: 'GET', url: `${pathname}${search}`, headers: {}, body: null };
    expect(await caller.jira.handle(request)).toMatchObject({ status: 200, body: Buffer.from('text') });
    const leaking = { ...request, headers: { authorization: 'Basic secret' } };
    expect(await caller.jira.handle(leaking)).toMatchObject({ status: 400 });
  });
});
