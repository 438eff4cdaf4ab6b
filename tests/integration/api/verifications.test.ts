import { beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../../backend/integrations/index.js';
import { forgetVerifications, workVerification } from '../../../backend/verification/index.js';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly isEqual: boolean | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly kept: number;
  readonly total: number | null;
  readonly mendedBy: string | null;
}
interface Findings {
  readonly items: readonly {
    readonly kind: string;
    readonly field: string | null;
    readonly left: string | null;
    readonly right: string | null;
    readonly link: string | null;
  }[];
}

const REQUEST = '/integrations/incidents/verifications';

beforeEach(async () => {
  const { world } = bench;
  for (const summary of ['Printer is on fire', 'The lift stands still'])
    world.jira.createIssue({ project: 'BENCH', summary });
  await world.run('onboarding');
});

async function requested(): Promise<string> {
  const { status, body } = await bench.post<Shown>(REQUEST);
  expect(status).toBe(201);
  return body.id;
}

async function worked(id: string, stopping = new AbortController().signal, engine?: Engine): Promise<Shown> {
  const worker = engine ?? (await bench.world.anotherEngine());
  await workVerification(worker, id, { signal: new AbortController().signal, stopping });
  return shown(id);
}

async function shown(id: string): Promise<Shown> {
  return (await bench.get<Shown>(`/verifications/${id}`)).body;
}

/** Somebody changes an incident, and no run sees it. */
async function drift(): Promise<void> {
  const { world } = bench;
  const id = String(world.incident('BENCH-1').sys_id);
  world.serviceNow.people.edit('incident', id, { short_description: 'Something else' });
}

// Red without: `counts` and `storeFindings` in one transaction of backend/verification/work-verification.ts, and `distinct` in `mendableItems`.
test('what differs is named with its link, and a run that is asked to mend it does', async () => {
  await drift();
  bench.world.jira.createIssue({ project: 'BENCH', summary: 'Nobody has seen this' });
  const id = await requested();
  expect(bench.queue.jobs).toMatchObject([{ task: 'work verification', payload: { verificationId: id } }]);
  expect(await shown(id)).toMatchObject({ state: 'queued', isEqual: null, total: null });
  expect((await bench.get(`/verifications/${id}/mending`)).body).toMatchObject({ refused: 'it is not finished yet' });

  expect(await worked(id)).toMatchObject({
    state: 'finished',
    isEqual: false,
    total: 2,
    kept: 2,
    counts: { links: 2, equal: 1, differs: 1, missing: 1 },
  });
  const [link] = await bench.world.links();
  const { items } = (await bench.get<Findings>(`/verifications/${id}/findings?kind=differs`)).body;
  expect(items).toMatchObject([
    { kind: 'differs', field: 'summary:short_description', left: 'BENCH-1', link: link?.id },
  ]);
  const missing = (await bench.get<Findings>(`/verifications/${id}/findings?kind=missing`)).body.items;
  expect(missing).toMatchObject([{ left: 'BENCH-3', right: null, link: null }]);

  expect((await bench.get(`/verifications/${id}/mending`)).body).toMatchObject({ items: 2, refused: null });
  const { body: mended } = await bench.post<{ run: string }>(`/verifications/${id}/mend`);
  expect((await shown(id)).mendedBy).toBe(mended.run);
  expect((await bench.post(`/verifications/${id}/mend`)).status).toBe(409);
  await bench.world.run('manual');
  expect(await worked(await requested())).toMatchObject({ isEqual: true, counts: { links: 3, equal: 3 } });
  const { body: audit } = await bench.get<{ items: readonly { action: string }[] }>('/audit');
  expect(audit.items.map(({ action }) => action)).toEqual(['verify', 'mend', 'verify']);
});

// Red without: the unique index on verifications that are under way.
test('one of an integration is under way at a time, and they are listed newest first', async () => {
  const id = await requested();
  const again = await bench.post<Shown>(REQUEST);
  expect([again.status, again.body.id]).toEqual([200, id]);
  await worked(id);
  const next = await requested();
  const { body } = await bench.get<{ items: readonly Shown[] }>('/verifications?integration=incidents');
  expect(new Set(body.items.map((each) => each.id))).toEqual(new Set([id, next]));
});

// Red without: IS_FORSAKEN in backend/verification/verification-repository.ts.
test('one whose worker has died is interrupted at once, and hinders no other', async () => {
  const id = await requested();
  await bench.world.sql(`update verifications set state = 'running' where id = $1`, [id]);
  expect(await shown(id)).toMatchObject({ state: 'interrupted', isEqual: null });
  const next = await requested();
  expect(next).not.toBe(id);
  expect(await worked(next)).toMatchObject({ state: 'finished' });
});

// Red without: `beginVerification` ending what was running when its job comes again.
test('a job that comes again after its worker died ends what it was about', async () => {
  const id = await requested();
  await bench.world.sql(`update verifications set state = 'running' where id = $1`, [id]);
  await worked(id);
  expect(await bench.world.sql('select state from verifications')).toEqual([{ state: 'interrupted' }]);
});

// Red without: `stopping` in the signal of `lookAtAll`.
test('a process that is to end puts it down as interrupted', async () => {
  const id = await requested();
  const stopping = new AbortController();
  bench.world.intercept('jira', (_, send) => {
    stopping.abort();
    return send();
  });
  expect(await worked(id, stopping.signal)).toMatchObject({ state: 'interrupted' });
  expect(await bench.world.sql(`select key from claims where key like 'verification:%'`)).toEqual([]);
});

// Red without: `countVerification` asking whether it is still running.
test('one that a person stops stays stopped', async () => {
  await drift();
  const id = await requested();
  let isAsked = false;
  bench.world.intercept('jira', async (_, send) => {
    if (!isAsked) {
      isAsked = true;
      expect((await bench.post<Shown>(`/verifications/${id}/stop`)).body.state).toBe('stopped');
    }
    return send();
  });
  expect(await worked(id)).toMatchObject({ state: 'stopped', kept: 0 });
});

// Red without: the catch of `workVerification`.
test('a tool that cannot be asked is named', async () => {
  const id = await requested();
  await bench.world.sql(`update connections set state = 'paused', paused_reason = 'by hand' where name = 'jira'`);
  const { body } = await bench.get<Shown & { error: string }>(`/verifications/${(await worked(id)).id}`);
  expect(body.state).toBe('failed');
  expect(body.error).toContain('jira');
});

// Red without: the age in `forgetVerifications`.
test('what is old is forgotten with its findings', async () => {
  await drift();
  await worked(await requested());
  await bench.world.sql(`update verifications set created_at = created_at - interval '31 days'`);
  await bench.world.database.transaction('forget', forgetVerifications);
  expect(await bench.world.sql('select 1 from verification_findings')).toEqual([]);
  expect((await bench.get<{ items: readonly Shown[] }>('/verifications')).body.items).toEqual([]);
});
