import { describe, expect, it } from 'vitest';
import type { Answer, Call, HttpClient } from '../../../../backend/connectors/sdk/index.js';
import { textAt } from '../../../../backend/connectors/servicenow/record.js';
import { TableApi } from '../../../../backend/connectors/servicenow/table-api.js';
import { silentLogger } from '../../../../backend/shared/index.js';

const { signal } = new AbortController();
const QUERY = { table: 'incident', query: '', fields: ['sys_id'], values: 'stored' } as const;

describe('a list of the Table API', () => {
  it('goes on behind a window in which every record is hidden from the account', async () => {
    const { api, calls } = answering(
      { headers: { 'x-total-count': '20001' }, result: [] },
      { headers: { 'x-total-count': '20001' }, result: [] },
      { headers: { 'x-total-count': '20001' }, result: [{ sys_id: 'last' }] },
    );
    const { rows, hasMore } = await api.list(QUERY, signal);
    expect(rows.map((row) => textAt(row, 'sys_id'))).toEqual(['last']);
    expect(hasMore).toBe(false);
    expect(calls.map((call) => call.query?.sysparm_offset)).toEqual([undefined, 10_000, 20_000]);
  });

  it.each([
    [{ 'x-total-count': '2' }, true],
    [{ 'x-total-count': '1' }, false],
    [{ link: '<http://x/?a>;rel="first",<http://x/?b>;rel="next"' }, true],
    [{}, null],
  ])('with headers %j has more: %s', async (headers, expected) => {
    const { api } = answering({ headers, result: [{ sys_id: 'a' }] });
    expect((await api.list(QUERY, signal)).hasMore).toBe(expected);
  });

  it('that broke off half way is not taken for the whole', async () => {
    const error = { message: 'Transaction cancelled: maximum execution time exceeded' };
    const { api } = answering({ headers: {}, result: [{ sys_id: 'a' }], error });
    await expect(api.list(QUERY, signal)).rejects.toMatchObject({ name: 'UnavailableError' });
  });

  it.each([null, {}, { result: {} }, { result: ['a'] }, { result: [{ sys_id: ['a'] }] }, []])(
    'is refused when it is %j',
    async (body) => {
      const api = new TableApi(clientGiving([{ status: 200, headers: {}, body }], []), silentLogger);
      await expect(api.list(QUERY, signal)).rejects.toMatchObject({ name: 'MalformedAnswerError' });
    },
  );

  it('reads numbers, booleans and nulls as the texts they stand for', async () => {
    const { api } = answering({ headers: {}, result: [{ sys_id: 'a', count: 3, active: true, note: null }] });
    const [row] = (await api.list(QUERY, signal)).rows;
    expect(row && ['count', 'active', 'note', 'absent'].map((field) => textAt(row, field))).toEqual([
      '3',
      'true',
      '',
      '',
    ]);
  });
});

describe('a write of the Table API', () => {
  it('of which the answer holds no record has an unknown outcome', async () => {
    const api = new TableApi(clientGiving([{ status: 201, headers: {}, body: null }], []), silentLogger);
    await expect(api.insert({ table: 'incident', values: {}, fields: [] }, signal)).rejects.toMatchObject({
      name: 'UnknownOutcomeError',
      answered: true,
    });
  });
});

function answering(...answers: readonly { headers: Record<string, string>; result: unknown; error?: unknown }[]) {
  const calls: Call[] = [];
  const given = answers.map(({ headers, ...body }) => ({ status: 200, headers, body }));
  return { api: new TableApi(clientGiving(given, calls), silentLogger), calls };
}

function clientGiving(answers: readonly Answer[], calls: Call[]): HttpClient {
  return {
    call: async (call) => {
      calls.push(call);
      const answer = answers[calls.length - 1];
      if (answer === undefined) throw new Error('one call too many');
      return answer;
    },
  };
}
