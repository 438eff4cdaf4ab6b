import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AServiceNow, aServiceNow } from './support/fixture.js';

/** Incidents with a second between them, each updated when it was made. */
function withIncidents(count: number, values: (index: number) => Record<string, string> = () => ({})): AServiceNow {
  const serviceNow = aServiceNow();
  for (let index = 0; index < count; index += 1) {
    serviceNow.pass(1000);
    serviceNow.people.create('incident', { short_description: `no. ${index}`, ...values(index) });
  }
  return serviceNow;
}

const ids = (records: readonly Record<string, unknown>[]): string[] => records.map((record) => String(record.sys_id));

describe('a list of ServiceNow', () => {
  it('gives the total and links to the pages around', async () => {
    const { call } = withIncidents(25);
    const query = {
      sysparm_fields: 'sys_id',
      sysparm_query: 'ORDERBYsys_id',
      sysparm_limit: '10',
      sysparm_offset: '10',
    };
    const { headers, records } = await call('GET', '/table/incident', { query });
    expect([records.length, headers['x-total-count']]).toEqual([10, '25']);
    const page = (offset: number) =>
      `<http://dev00001.service-now.com/api/now/table/incident?sysparm_fields=sys_id&sysparm_query=ORDERBYsys_id&sysparm_limit=10&sysparm_offset=${offset}>`;
    expect(headers.link).toBe(
      `${page(0)};rel="first",${page(0)};rel="prev",${page(20)};rel="next",${page(20)};rel="last"`,
    );
  });

  it.each([
    [0, ['first', 'next', 'last']],
    [10, ['first', 'prev', 'next', 'last']],
    [20, ['first', 'prev', 'last']],
  ])('links from offset %i only to pages that are there', async (offset, rels) => {
    const { call } = withIncidents(25);
    const query = { sysparm_limit: '10', sysparm_offset: String(offset) };
    const { headers } = await call('GET', '/table/incident', { query });
    expect([...(headers.link ?? '').matchAll(/rel="(\w+)"/g)].map(([, rel]) => rel)).toEqual(rels);
  });

  it('links nowhere when all is on one page, and when it is told not to', async () => {
    const { call } = withIncidents(3);
    expect((await call('GET', '/table/incident')).headers.link).toBeUndefined();
    const query = { sysparm_limit: '1', sysparm_suppress_pagination_header: 'true' };
    expect((await call('GET', '/table/incident', { query })).headers.link).toBeUndefined();
  });

  it('does not count when it is told not to', async () => {
    const { call } = withIncidents(3);
    const query = { sysparm_query: 'active=true', sysparm_limit: '2', sysparm_no_count: 'true' };
    const reply = await call('GET', '/table/incident', { query });
    expect([reply.records.length, reply.headers['x-total-count'], reply.headers.link]).toEqual([
      2,
      undefined,
      undefined,
    ]);
  });

  it('is walked completely by sys_id, page by page', async () => {
    const { find, people } = withIncidents(120);
    const seen: string[] = [];
    for (let last = ''; ; last = seen.at(-1) ?? '') {
      const page = await find('incident', `active=true^ORactive=false^sys_id>${last}^ORDERBYsys_id`, {
        sysparm_limit: '50',
      });
      seen.push(...ids(page));
      if (page.length < 50) break;
    }
    expect(seen).toEqual(ids(people.rows('incident')).sort());
  });

  it('is walked by time of change, ties by sys_id', async () => {
    const { find, people, pass } = aServiceNow();
    for (let index = 0; index < 40; index += 1) {
      if (index % 16 === 0) pass(1000);
      people.create('incident', {});
    }
    const seen: Record<string, unknown>[] = [];
    for (let position = ''; ; ) {
      const page = await find('incident', `${position}ORDERBYsys_updated_on^ORDERBYsys_id`, { sysparm_limit: '7' });
      seen.push(...page);
      const last = page.at(-1);
      if (last === undefined || page.length < 7) break;
      const { sys_updated_on: at, sys_id: id } = last;
      position = `sys_updated_on>${at}^ORsys_updated_on=${at}^sys_updated_on>${at}^ORsys_id>${id}^`;
    }
    const keys = seen.map((row) => `${row.sys_updated_on} ${row.sys_id}`);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(ids(seen)).size).toBe(40);
  });

  it('shows a changed record at its new place', async () => {
    const { find, people, pass } = withIncidents(100);
    const [first] = await find('incident', 'ORDERBYsys_updated_on', { sysparm_limit: '1' });
    pass(1000);
    people.edit('incident', String(first?.sys_id), { short_description: 'moved' });
    const [last] = await find('incident', 'ORDERBYDESCsys_updated_on', { sysparm_limit: '1' });
    expect(last?.sys_id).toBe(first?.sys_id);
    expect(await find('incident', 'ORDERBYsys_updated_on')).toHaveLength(100);
  });

  it('finds by marks, whatever their case, and forgets those that were taken away', async () => {
    const { find, people } = withIncidents(30, (index) => ({ correlation_display: `Mark-${index}` }));
    expect(await find('incident', 'correlation_displayINmark-3,MARK-17,none')).toHaveLength(2);
    const [third] = await find('incident', 'correlation_display=Mark-3');
    people.edit('incident', String(third?.sys_id), { correlation_display: '' });
    expect(await find('incident', 'correlation_displayINmark-3,MARK-17,none')).toHaveLength(1);
    expect(await find('incident', 'correlation_display=Mark-17^ORnumber=INC0010001')).toHaveLength(2);
  });

  it('walks one reference away', async () => {
    const { find, people } = aServiceNow();
    people.create('incident', { caller_id: 'alice' });
    people.create('incident', { caller_id: 'bob' });
    const found = await find('incident', 'caller_id.email=alice@example.com', {
      sysparm_fields: 'number,caller_id.user_name',
    });
    expect(found).toEqual([{ number: 'INC0010001', 'caller_id.user_name': 'alice' }]);
  });

  it('ignores a condition on a field that is not there, as the platform does', async () => {
    const { find, people } = withIncidents(3);
    expect(await find('incident', 'u_no_such_field=1')).toHaveLength(3);
    expect(await find('incident', 'short_description=no. 1^u_no_such_field=1')).toHaveLength(1);
    people.setProperty('glide.invalid_query.returns_no_rows', 'true');
    expect(await find('incident', 'short_description=no. 1^u_no_such_field=1')).toEqual([]);
  });

  it('compares numbers as numbers and leaves empty fields out of ranges', async () => {
    const { find } = withIncidents(12, (index) => (index < 11 ? { u_number: String(index) } : {}));
    expect(await find('incident', 'u_number>=9')).toHaveLength(2);
    expect(await find('incident', 'u_number<10')).toHaveLength(10);
    const ordered = await find('incident', 'u_numberISNOTEMPTY^ORDERBYDESCu_number', { sysparm_limit: '2' });
    expect(ordered.map((row) => row.u_number)).toEqual(['10', '9']);
  });

  it('finds with every index what a look at each record finds', async () => {
    const texts = ['alpha', 'Beta', 'gamma', ''];
    const serviceNow = withIncidents(60, (index) => ({
      correlation_id: texts[index % 4] ?? '',
      state: String(1 + (index % 3)),
    }));
    const rows = serviceNow.people.rows('incident');
    const anId = fc.constantFrom(...ids(rows));
    const aTime = fc.constantFrom(...rows.map((row) => row.sys_updated_on ?? ''));
    const term = fc.oneof(
      fc
        .tuple(fc.constantFrom('>', '>=', '<', '<=', '=', '!='), anId)
        .map(([op, id]) => ({ field: 'sys_id', op, value: id })),
      fc
        .tuple(fc.constantFrom('>', '>=', '<', '<=', '='), aTime)
        .map(([op, at]) => ({ field: 'sys_updated_on', op, value: at })),
      fc
        .tuple(fc.constantFrom('=', '!='), fc.constantFrom('alpha', 'beta', 'none'))
        .map(([op, value]) => ({ field: 'correlation_id', op, value })),
      fc.constantFrom('1', '2').map((value) => ({ field: 'state', op: '=', value })),
    );
    const holds: Record<string, (own: string, wanted: string) => boolean> = {
      '=': (own, wanted) => own.toLowerCase() === wanted,
      '!=': (own, wanted) => own.toLowerCase() !== wanted,
      '>': (own, wanted) => own > wanted,
      '>=': (own, wanted) => own >= wanted,
      '<': (own, wanted) => own < wanted,
      '<=': (own, wanted) => own <= wanted,
    };
    const orders = fc.constantFrom(
      ['sys_id', false] as const,
      ['sys_id', true] as const,
      ['sys_updated_on', false] as const,
      ['sys_updated_on', true] as const,
      ['short_description', false] as const,
    );
    const query = fc.record({
      groups: fc.array(fc.array(fc.array(term, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 2,
      }),
      order: orders,
      limit: fc.integer({ min: 1, max: 20 }),
      offset: fc.integer({ min: 0, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({ groups, order: [field, descending], limit, offset }) => {
        const encoded = groups
          .map((group) =>
            group.map((terms) => terms.map(({ field, op, value }) => field + op + value).join('^OR')).join('^'),
          )
          .join('^NQ');
        const reply = await serviceNow.call('GET', '/table/incident', {
          query: {
            sysparm_query: `${encoded}^ORDERBY${descending ? 'DESC' : ''}${field}`,
            sysparm_fields: 'sys_id',
            sysparm_limit: String(limit),
            sysparm_offset: String(offset),
          },
        });
        const expected = rows.filter((row) =>
          groups.some((group) =>
            group.every((terms) => terms.some(({ field, op, value }) => holds[op]?.(row[field] ?? '', value))),
          ),
        );
        expect(reply.headers['x-total-count']).toBe(String(expected.length));
        expected.sort((a, b) => ((a[field] ?? '') < (b[field] ?? '') ? -1 : 1));
        if (descending) expected.reverse();
        expect(ids(reply.records)).toEqual(ids(expected.slice(offset, offset + limit)));
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});
