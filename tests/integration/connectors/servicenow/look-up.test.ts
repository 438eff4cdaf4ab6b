import { describe, expect, it } from 'vitest';
import { openInstance } from './open-instance.js';

const LOOK = { container: 'incident', marks: [], match: null, hint: null, since: null };

describe('looking items up', () => {
  it('asks for marks and pairing values in one call', async () => {
    const open = await openInstance();
    open.sandbox.people.create('incident', { correlation_display: 'syncline:m1' }, { as: 'syncline' });
    open.sandbox.people.create('incident', { correlation_display: 'syncline:m2' }, { as: 'alice' });
    open.sandbox.people.create('incident', { correlation_id: 'BENCH-7' });
    const match = { field: 'correlation_id', values: ['BENCH-7', 'BENCH-8'] };
    const found = await open.tool.lookUp({ ...LOOK, marks: ['m1', 'm2', 'm3'], match }, open.signal);
    const byMark = [...found.byMark].sort((a, b) => a.mark.localeCompare(b.mark, 'en'));
    expect(byMark).toMatchObject([
      { mark: 'm1', createdByUs: true, createdAt: '2026-07-14T00:00:00.000Z', ref: { key: 'INC0010001' } },
      { mark: 'm2', createdByUs: false, ref: { key: 'INC0010002' } },
    ]);
    expect(found.byMatch).toMatchObject([{ value: 'BENCH-7', ref: { key: 'INC0010003' } }]);
    expect(open.exchanges).toHaveLength(1);
  });

  it('pairs nothing by a field that the table does not have, though the tool then gives everything', async () => {
    const open = await openInstance();
    open.sandbox.people.create('incident', {});
    const match = { field: 'u_jira_key', values: ['BENCH-7', ''] };
    expect(await open.tool.lookUp({ ...LOOK, match }, open.signal)).toEqual({ byMark: [], byMatch: [] });
  });

  it('pairs a value with a comma or a caret in it', async () => {
    const open = await openInstance();
    open.sandbox.people.create('incident', { correlation_id: 'a,b^c' });
    open.sandbox.people.create('incident', { correlation_id: 'a' });
    const match = { field: 'correlation_id', values: ['a,b^c', 'z'] };
    const { byMatch } = await open.tool.lookUp({ ...LOOK, match }, open.signal);
    expect(byMatch).toMatchObject([{ value: 'a,b^c', ref: { key: 'INC0010001' } }]);
  });

  it('keeps its addresses below 8 kB however long the values are', async () => {
    const open = await openInstance();
    const marks = Array.from({ length: 100 }, (_, index) => `${'m'.repeat(80)}${index}`);
    for (const mark of [marks[0], marks[99]]) {
      open.sandbox.people.create('incident', { correlation_display: `syncline:${mark}` });
    }
    const match = { field: 'correlation_id', values: Array.from({ length: 100 }, (_, index) => `BENCH-${index}`) };
    const { byMark } = await open.tool.lookUp({ ...LOOK, marks, match }, open.signal);
    expect(new Set(byMark.map((found) => found.mark))).toEqual(new Set([marks[0], marks[99]]));
    expect(Math.max(...open.exchanges.map(({ request }) => request.url.length))).toBeLessThan(8000);
  });
});
