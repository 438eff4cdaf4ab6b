import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedSandbox, seededRandom, serve } from '../../sandbox/http/index.js';
import { JiraSandbox } from '../../sandbox/jira/index.js';

const authorization = `Basic ${Buffer.from('sync@example.com:sync-token').toString('base64')}`;

describe('the Jira sandbox on a port', () => {
  let jira: JiraSandbox;
  let served: ServedSandbox;

  beforeEach(async () => {
    jira = new JiraSandbox({ clock: { now: () => new Date('2026-05-04T09:00:00.000Z') }, random: seededRandom(1) });
    jira.createIssue({ project: 'BENCH', summary: 'One' });
    served = await serve(jira);
  });

  afterEach(() => served.close());

  function put(signal?: AbortSignal): Promise<Response> {
    return fetch(`${served.url}/rest/api/3/issue/BENCH-1`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ fields: { summary: 'Edited' } }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  it('answers with its own clock and addresses that lead back to it', async () => {
    const response = await fetch(`${served.url}/rest/api/3/issue/BENCH-1`, { headers: { authorization } });
    expect(response.headers.get('date')).toBe('Mon, 04 May 2026 09:00:00 GMT');
    expect(await response.json()).toMatchObject({ self: `${served.url}/rest/api/3/issue/10001` });
  });

  it('takes a body and answers without one', async () => {
    const response = await put();
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(jira.issue('BENCH-1').fields.summary).toBe('Edited');
  });

  it('a dropped answer is a reset connection', async () => {
    jira.manners.set('B12', { drop: 'before' });
    await expect(put()).rejects.toThrow('fetch failed');
  });

  it('a hanging connection gives no answer until the caller gives up, and does not keep the port from closing', async () => {
    jira.manners.set('B25', { kind: 'hang' });
    const caller = new AbortController();
    jira.log = () => caller.abort(new Error('waited long enough'));
    await expect(put(caller.signal)).rejects.toThrow('waited long enough');
  });

  it('latency is added before an answer', async () => {
    served.setLatencyMs(30);
    const start = process.hrtime.bigint();
    await put();
    expect(process.hrtime.bigint() - start).toBeGreaterThanOrEqual(29_000_000n);
  });

  it('a fault of the simulator is told, as a status that no tool has', async () => {
    const broken = await serve({
      handle: () => Promise.reject(new Error('a bug')),
    });
    const response = await fetch(broken.url);
    expect([response.status, await response.text()]).toEqual([599, 'Error: a bug']);
    await broken.close();
  });
});
