import { describe, expect, it } from 'vitest';
import type { ItemRef, PageQuery } from '../../../../backend/connectors/sdk/index.js';
import { isDropped, type SandboxHandler } from '../../../sandbox/http/index.js';
import { type OpenInstance, openInstance } from './open-instance.js';

const ALL: PageQuery = {
  container: 'incident',
  filter: null,
  order: 'updated',
  updatedSince: null,
  createdSince: null,
  after: null,
};

describe('a list of a table', () => {
  it('costs one call when all of it fits', async () => {
    const open = await openInstance();
    addIncidents(open, 3);
    const page = await open.tool.page({ ...ALL, updatedSince: new Date('2026-07-14T00:00:02.500Z') }, open.signal);
    expect(page.refs.map((ref) => ref.key)).toEqual(['INC0010002', 'INC0010003']);
    expect(page).toMatchObject({ next: null, toolTime: new Date('2026-07-14T00:00:03.000Z') });
    expect(open.exchanges).toHaveLength(1);
  });

  it('names the state that each item is in', async () => {
    const open = await openInstance();
    addIncidents(open, 1);
    open.sandbox.people.edit('incident', 'INC0010001', { description: 'more' });
    const { refs } = await open.tool.page(ALL, open.signal);
    expect(refs[0]?.version).toEqual({ token: '2026-07-14 00:00:01#1', at: '2026-07-14T00:00:01.000Z' });
  });

  it('tells our marks from what others keep in the same field', async () => {
    const open = await openInstance();
    for (const correlation_display of ['syncline:abc', 'Jira Integration', '']) {
      open.sandbox.people.create('incident', { correlation_display });
      open.tick();
    }
    const { refs } = await open.tool.page(ALL, open.signal);
    expect(refs.map((ref) => ref.mark)).toEqual(['abc', null, null]);
  });

  it.each(['identity', 'updated'] as const)(
    'by %s is whole when the limit is cut without a word (B5)',
    async (order) => {
      const open = await openInstance();
      addIncidents(open, 23);
      open.sandbox.manners.set('B5', { limit: 4 });
      const refs = await walk(open, { ...ALL, order });
      expect(new Set(refs.map((ref) => ref.key)).size).toBe(23);
    },
  );

  it('is whole when one second holds more than a page (B3, B5)', async () => {
    const open = await openInstance();
    addIncidents(open, 2);
    for (let count = 0; count < 16; count += 1) open.sandbox.people.create('incident', {});
    open.tick();
    addIncidents(open, 2);
    open.sandbox.manners.set('B5', { limit: 5 });
    const refs = await walk(open, ALL);
    expect(new Set(refs.map((ref) => ref.id)).size).toBe(20);
  });

  it('holds what moves while it is read', async () => {
    const open = await openInstance();
    addIncidents(open, 9);
    open.sandbox.manners.set('B5', { limit: 3 });
    const first = await open.tool.page(ALL, open.signal);
    open.sandbox.people.edit('incident', 'INC0010001', { description: 'moves to the end' });
    open.sandbox.people.edit('incident', 'INC0010005', { description: 'moves to the end' });
    const rest = await walk(open, { ...ALL, after: first.next });
    const keys = new Set([...first.refs, ...rest].map((ref) => ref.key));
    expect(keys.size).toBe(9);
    expect(rest.map((ref) => ref.version.token)).toContain('2026-07-14 00:00:09#1');
  });

  it('keeps to our bounds in every part of a filter, whose own order is dropped', async () => {
    const open = await openInstance();
    addIncidents(open, 8);
    open.sandbox.people.edit('incident', 'INC0010002', { impact: '1', urgency: '1', priority: '1' });
    open.sandbox.manners.set('B5', { limit: 2 });
    const filter = 'priority=1^NQpriority=5^ORpriority=4^ORDERBYDESCnumber^EQ';
    const refs = await walk(open, { ...ALL, filter, createdSince: new Date('2026-07-14T00:00:02.000Z') });
    const seconds = refs.map((ref) => ref.version.at);
    expect(new Set(refs.map((ref) => ref.key)).size).toBe(7);
    expect(seconds).toEqual([...seconds].sort());
  });

  it('without a count ends a poll at its first short page and a full listing at an empty one', async () => {
    const open = await openInstance({ through: withoutCount });
    addIncidents(open, 3);
    await walk(open, ALL);
    expect(open.exchanges).toHaveLength(1);
    open.sandbox.manners.set('B5', { limit: 2 });
    const refs = await walk(open, { ...ALL, order: 'identity' });
    expect(new Set(refs.map((ref) => ref.id)).size).toBe(3);
  });

  it('names table and remedy when it may not be read', async () => {
    const open = await openInstance();
    open.sandbox.access.deny({ user: 'syncline', table: 'incident', operation: 'read' });
    await expect(open.tool.page(ALL, open.signal)).rejects.toMatchObject({
      name: 'ReconnectNeededError',
      message: expect.stringMatching(/table incident .*Insufficient rights.*read ACL on incident/),
    });
    await expect(open.tool.page({ ...ALL, container: 'incidnet' }, open.signal)).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringContaining('"incidnet"'),
    });
  });

  it('asks which items a filter holds for', async () => {
    const open = await openInstance();
    addIncidents(open, 3);
    open.sandbox.people.edit('incident', 'INC0010002', { state: '2' });
    const ids = open.sandbox.people.rows('incident').map((row) => row.sys_id ?? '');
    const request = { container: 'incident', filter: 'state=2^NQnumber=INC0010003', ids: ids.slice(0, 2) };
    const matching = await open.tool.matching(request, open.signal);
    expect([...matching]).toEqual([open.sandbox.people.get('incident', 'INC0010002').sys_id]);
    expect(open.exchanges).toHaveLength(1);
  });
});

/** One a second. */
function addIncidents(open: OpenInstance, count: number): void {
  for (let added = 0; added < count; added += 1) {
    open.tick();
    open.sandbox.people.create('incident', { short_description: `No. ${added}` });
  }
}

async function walk(open: OpenInstance, query: PageQuery): Promise<readonly ItemRef[]> {
  const refs: ItemRef[] = [];
  let { after } = query;
  for (let pages = 0; pages < 100; pages += 1) {
    const page = await open.tool.page({ ...query, after }, open.signal);
    refs.push(...page.refs);
    if (page.next === null) return refs;
    after = page.next;
  }
  throw new Error('the list does not end');
}

function withoutCount(instance: SandboxHandler): SandboxHandler {
  return {
    handle: async (request) => {
      const answer = await instance.handle(request);
      if (isDropped(answer)) return answer;
      const { 'x-total-count': _total, link: _link, ...headers } = answer.headers;
      return { ...answer, headers };
    },
  };
}
