import { expect, test } from 'vitest';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();

interface Entries {
  readonly items: readonly { readonly id: string; readonly action: string; readonly actor: object }[];
  readonly next: string | null;
}

// Red without: recordAudit in the deeds of application/deeds.
test('what somebody does over HTTP is kept with his token, newest first and in pages', async () => {
  await bench.post('/integrations/incidents/pause');
  await bench.post('/integrations/incidents/resume');
  await bench.post('/integrations/incidents/runs', { mode: 'manual' });
  const { body } = await bench.get<Entries>('/audit?limit=2');
  expect(body.items.map(({ action }) => action)).toEqual(['sync', 'resume']);
  expect(body.items[0]).toMatchObject({ actor: { kind: 'token', name: 'operator' }, subject: 'incidents' });
  const rest = await bench.get<Entries>(`/audit?limit=2&cursor=${body.next}`);
  expect(rest.body).toMatchObject({ items: [{ action: 'pause', details: { names: ['incidents'] } }], next: null });
  expect((await bench.get(`/audit/${body.items[1]?.id}`)).body).toEqual(body.items[1]);
  expect((await bench.get<Entries>('/audit?action=pause')).body.items).toHaveLength(1);
  expect((await bench.get('/audit/999')).status).toBe(404);
  expect((await bench.get('/audit?action=dance')).status).toBe(400);
});

test('what was refused has not been done, and is not kept as if it were', async () => {
  await bench.post('/integrations/nowhere/pause');
  expect((await bench.get<Entries>('/audit')).body.items).toEqual([]);
});

// Red without: the trigger of migration 019.
test('what is kept is never changed or taken out', async () => {
  await bench.post('/pause');
  await expect(bench.world.sql(`update audit set actor = 'nobody'`)).rejects.toThrow('append-only');
  await expect(bench.world.sql('delete from audit')).rejects.toThrow('append-only');
});
