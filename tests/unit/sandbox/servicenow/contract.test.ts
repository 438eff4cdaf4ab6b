import { expect, it } from 'vitest';
import { isDropped } from '../../../sandbox/http/index.js';
import { type Finding, type Judge, judge } from '../../../support/contract-check.js';
import { describeWithTruth } from '../../../support/truth.js';
import { aServiceNow, type CallOptions } from './support/fixture.js';

/** What the published description, which is a third party's, leaves out of what instances do. */
const UNDOCUMENTED = /undocumented-status 400/;

type ExpectedExchange = [name: string, status: number, method: string, path: string, call: CallOptions];

/** Every operation, in good and in telling bad forms; `{id}` is an incident that is there. */
const EXCHANGES: ExpectedExchange[] = [
  [
    'a list',
    200,
    'GET',
    '/table/incident',
    { query: { sysparm_query: 'active=true^ORDERBYsys_id', sysparm_limit: '2', sysparm_offset: '1' } },
  ],
  ['a list with display values', 200, 'GET', '/table/incident', { query: { sysparm_display_value: 'true' } }],
  [
    'a list without links',
    200,
    'GET',
    '/table/incident',
    { query: { sysparm_exclude_reference_link: 'true', sysparm_no_count: 'true' } },
  ],
  ['a list of some fields', 200, 'GET', '/table/sys_user', { query: { sysparm_fields: 'sys_id,email' } }],
  ['journal entries', 200, 'GET', '/table/sys_journal_field', {}],
  ['the dictionary', 200, 'GET', '/table/sys_dictionary', {}],
  ['no such table', 400, 'GET', '/table/nothing', {}],
  ['a stranger', 401, 'GET', '/table/incident', { query: {} }],
  ['a record', 200, 'GET', '/table/incident/{id}', {}],
  ['no record', 404, 'GET', `/table/incident/${'0'.repeat(32)}`, {}],
  ['a create', 201, 'POST', '/table/incident', { body: { short_description: 'x', comments: 'y' } }],
  ['a patch', 200, 'PATCH', '/table/incident/{id}', { body: { short_description: 'z' } }],
  [
    'a put',
    200,
    'PUT',
    '/table/incident/{id}',
    { body: { state: '2' }, query: { sysparm_input_display_value: 'false' } },
  ],
  ['a patch of nothing', 404, 'PATCH', `/table/incident/${'0'.repeat(32)}`, { body: {} }],
  ['a count', 200, 'GET', '/stats/incident', { query: { sysparm_count: 'true' } }],
  ['attachments', 200, 'GET', '/attachment', { query: { sysparm_limit: '10' } }],
  ['a delete', 204, 'DELETE', '/table/incident/{id}', {}],
];

describeWithTruth('the description of ServiceNow', () => {
  it.each<ExpectedExchange>(EXCHANGES)('allows %s, answered %i', async (name, status, method, path, call) => {
    const { request, response } = await exchange(
      method,
      path,
      name === 'a stranger' ? { ...call, as: undefined } : call,
    );
    expect(response.status).toBe(status);
    const by: Judge = await judge('servicenow');
    const findings = by.check({ request, response }).filter((finding) => finding.level === 'error');
    const unexpected = findings.filter((finding) => !UNDOCUMENTED.test(`${finding.code} ${finding.at}`));
    // The judge is right to say that a stranger lacks credentials.
    expect(unexpected.map(described)).toEqual(name === 'a stranger' ? ['request no-auth listRecords'] : []);
  });

  it.each<[string, string, string, CallOptions, RegExp]>([
    ['an unknown parameter', 'GET', '/table/incident', { query: { limit: '10' } }, /unknown-query limit/],
    [
      'a limit that is no number',
      'GET',
      '/table/incident',
      { query: { sysparm_limit: 'ten' } },
      /bad-param query:sysparm_limit/,
    ],
    ['an id that is none', 'GET', '/table/incident/INC0010001', {}, /bad-param path:sys_id/],
    ['a path that is none', 'GET', '/table', {}, /unknown-path/],
    ['a method that is none', 'DELETE', '/table/incident', {}, /wrong-method/],
    ['a create without a body', 'POST', '/table/incident', {}, /missing-body/],
  ])('finds fault with %s', async (_name, method, path, call, fault) => {
    const by = await judge('servicenow');
    const findings = by.check(await exchange(method, path, call));
    expect(
      findings
        .filter((finding) => finding.level === 'error')
        .map(described)
        .join('\n'),
    ).toMatch(fault);
  });
});

const described = ({ where, code, at }: Finding): string => `${where} ${code} ${at}`;

async function exchange(method: string, path: string, call: CallOptions) {
  let seen: Parameters<NonNullable<Parameters<typeof aServiceNow>[0]>['onExchange'] & object>[0] | undefined;
  const serviceNow = aServiceNow({ onExchange: (logged) => (seen = logged) });
  const [made] = ['one', 'two', 'three'].map((text) =>
    serviceNow.people.create('incident', { short_description: text, caller_id: 'alice', comments: text }),
  );
  await serviceNow.send(method, path.replace('{id}', made?.sys_id ?? ''), call);
  if (seen === undefined || isDropped(seen.outcome)) throw new Error('no exchange was logged');
  return { request: seen.request, response: seen.outcome };
}
