import { expect, test } from 'vitest';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();

interface List<Entry> {
  readonly items: readonly Entry[];
  readonly next: string | null;
}
interface Named {
  readonly id: string;
}

/** All pages of a list, one entry each. */
async function walk<Entry>(path: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const { status, body } = await bench.get<List<Entry>>(`${path}${path.includes('?') ? '&' : '?'}limit=1${cursor}`);
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(1);
    entries.push(...body.items);
    next = body.next;
  }
  return entries;
}

test('connections and integrations are paged by name, and shown without a secret', async () => {
  expect(await walk('/connections')).toMatchObject([{ name: 'jira' }, { name: 'service-now' }]);
  const { body } = await bench.get('/connections/jira');
  expect(body).toMatchObject({ name: 'jira', connector: 'jira', url: 'http://jira.test', state: 'active' });
  expect(JSON.stringify(body)).not.toContain('sealed');
  expect(await walk('/integrations')).toMatchObject([{ name: 'incidents', kind: 'sync' }]);
  expect((await bench.get('/integrations/incidents')).body).toMatchObject({ name: 'incidents', onboardedAt: null });
  expect((await bench.get('/status')).body).toMatchObject({ integrations: [{ name: 'incidents' }] });
});

test('runs come newest first, by integration, mode and state, and their streams with them', async () => {
  bench.world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  const onboarding = await bench.world.run('onboarding');
  bench.world.clock.advance(1_000);
  const poll = await bench.world.run('incremental');
  expect((await walk<Named>('/runs')).map(({ id }) => id)).toEqual([poll.id, onboarding.id]);
  expect((await walk<Named>('/runs?mode=onboarding&integration=incidents')).map(({ id }) => id)).toEqual([
    onboarding.id,
  ]);
  expect(await walk('/runs?state=failed')).toEqual([]);
  expect((await bench.get(`/runs/${onboarding.id}`)).body).toMatchObject({
    integration: 'incidents',
    state: 'finished',
    counters: { created: 1 },
    progress: { waiting: 0 },
  });
  const streams = await walk<Named & { readonly side: string }>(`/streams?run=${onboarding.id}`);
  expect(streams.map(({ side }) => side).sort()).toEqual(['left', 'right']);
  const [first] = streams;
  expect((await bench.get(`/streams/${first?.id}`)).body).toEqual(first);
});

test('what nobody has is not found, and a name gets the near one', async () => {
  const nobody = '00000000-0000-4000-8000-00000000dead';
  for (const path of ['/connections/jirra', `/runs/${nobody}`, `/streams/${nobody}`, `/streams?run=${nobody}`]) {
    expect((await bench.get(path)).status, path).toBe(404);
  }
  const { status, body } = await bench.get('/runs?integration=incident');
  expect(status).toBe(404);
  expect(body).toMatchObject({ detail: 'there is no integration incident; did you mean `incidents`?' });
});
