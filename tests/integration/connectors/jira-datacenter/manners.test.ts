import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReconnectNeededError, RefusedError } from '../../../../backend/shared/index.js';
import type { OpenSite } from '../jira/open-site.js';
import { openDataCenter } from './open-data-center.js';

let site: OpenSite;
beforeEach(async () => {
  site = await openDataCenter();
});
afterEach(() => site.expectLawful());

const poll = (updatedSince: Date) =>
  site.tool.page(
    { container: 'BENCH', filter: null, order: 'updated', updatedSince, createdSince: null, after: null },
    site.signal,
  );

async function edit(id: string, set: Readonly<Record<string, string>>): Promise<void> {
  const fields = await site.fields(...Object.keys(set));
  const item = await site.readOne(id, 'summary');
  for (const step of await site.tool.steps(
    { item, change: { set, elements: {}, entering: {} }, fields },
    site.signal,
  )) {
    await site.tool.perform({ container: 'BENCH', id, step, fields }, site.signal);
  }
}

describe('bad manners of Data Center', () => {
  it.each(['retry-after', 'bare', '503', '503-retry-after'] as const)('are waited out: %s (B16)', async (kind) => {
    site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B16', { kind, times: 2, retryAfterSeconds: 3 });
    expect((await poll(new Date('2026-03-02T08:00:00.000Z'))).refs).toHaveLength(1);
    expect(site.sandbox.manners.shown('B16')).toBe(2);
  });

  it('end in a wish for other credentials when those are not taken any more (B16)', async () => {
    await site.tool.identify(site.signal);
    site.sandbox.manners.set('B16', { kind: '401', times: 1 });
    await expect(poll(new Date('2026-03-02T08:00:00.000Z'))).rejects.toBeInstanceOf(ReconnectNeededError);
  });

  it('do not hide a change in the hour that comes twice (B2)', async () => {
    site.tick((Date.parse('2026-11-01T05:30:00.000Z') - Date.parse('2026-03-02T09:00:00.000Z')) / 1000);
    site.sandbox.manners.set('B2', { timeZone: 'America/New_York' });
    const first = site.sandbox.createIssue({ project: 'BENCH', summary: '1:30, the first time' });
    site.tick(3600);
    const second = site.sandbox.createIssue({ project: 'BENCH', summary: '1:30, the second time' });
    const { refs } = await poll(new Date('2026-11-01T05:29:00.000Z'));
    expect(refs.map(({ key }) => key)).toEqual([first.key, second.key]);
  });

  it('do not change what a date says (B23)', async () => {
    const { id, created } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B23');
    for (let read = 0; read < 4; read += 1) {
      expect(await site.readOne(id, 'created')).toMatchObject({
        createdAt: created.toISOString(),
        fields: { created: created.toISOString() },
      });
    }
  });

  it('name the one field that was refused (B8)', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B8', { field: 'duedate' });
    const refused = edit(id, { summary: 'b', duedate: '2026-06-01' });
    await expect(refused).rejects.toBeInstanceOf(RefusedError);
    await expect(refused).rejects.toMatchObject({ fieldErrors: { duedate: expect.any(String) } });
  });

  it('make a project that has vanished look like issues that are missing, and no more (B17)', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    const fields = await site.fields('summary');
    site.sandbox.hideProject('BENCH');
    const { items, missing } = await site.tool.read(
      { container: 'BENCH', ids: [id], fields, comments: false },
      site.signal,
    );
    expect({ items, missing }).toEqual({ items: [], missing: [{ id, deleted: false, replacedBy: null }] });
  });

  it('are answered by reading again (B25)', async () => {
    site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    await site.tool.identify(site.signal);
    site.sandbox.manners.set('B25', { kind: 'truncated', times: 1 });
    expect((await poll(new Date('2026-03-02T08:00:00.000Z'))).refs).toHaveLength(1);
  });
});
