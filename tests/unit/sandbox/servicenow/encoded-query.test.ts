import { describe, expect, it } from 'vitest';
import { parseEncodedQuery, ScriptedQueryError } from '../../../sandbox/servicenow/query/encoded-query.js';

describe('parseEncodedQuery', () => {
  it('binds ^OR to the condition before it alone', () => {
    const { groups } = parseEncodedQuery('state=1^ORstate=2^active=true');
    expect(groups).toEqual([
      [
        [
          { field: 'state', operator: '=', value: '1' },
          { field: 'state', operator: '=', value: '2' },
        ],
        [{ field: 'active', operator: '=', value: 'true' }],
      ],
    ]);
  });

  it('begins a new group at ^NQ', () => {
    const { groups } = parseEncodedQuery('state=1^active=true^NQpriority=1');
    expect(groups.map((group) => group.length)).toEqual([2, 1]);
  });

  it.each([
    ['sys_idINa,b', 'sys_id', 'IN', 'a,b'],
    ['stateNOT IN6,7', 'state', 'NOT IN', '6,7'],
    ['sys_updated_on>=2026-01-01 00:00:00', 'sys_updated_on', '>=', '2026-01-01 00:00:00'],
    ['u_number<=5', 'u_number', '<=', '5'],
    ['short_descriptionSTARTSWITHSAP', 'short_description', 'STARTSWITH', 'SAP'],
    ['short_descriptionENDSWITHdown', 'short_description', 'ENDSWITH', 'down'],
    ['short_descriptionLIKEmail', 'short_description', 'CONTAINS', 'mail'],
    ['short_descriptionCONTAINSmail', 'short_description', 'CONTAINS', 'mail'],
    ['short_descriptionNOT LIKEmail', 'short_description', 'NOT CONTAINS', 'mail'],
    ['short_descriptionNOTLIKEmail', 'short_description', 'NOT CONTAINS', 'mail'],
    ['assigned_toISEMPTY', 'assigned_to', 'ISEMPTY', ''],
    ['assigned_toISNOTEMPTY', 'assigned_to', 'ISNOTEMPTY', ''],
    ['caller_id.email=a@b.c', 'caller_id.email', '=', 'a@b.c'],
    ['short_description!=a=b', 'short_description', '!=', 'a=b'],
    ['priorityBETWEEN1@3', 'priority', 'BETWEEN', '1@3'],
  ])('reads %s', (text, field, operator, value) => {
    expect(parseEncodedQuery(text).groups).toEqual([[[{ field, operator, value }]]]);
  });

  it('takes ^^ as a caret within a value', () => {
    expect(parseEncodedQuery('short_description=a^^b').groups[0]?.[0]?.[0]?.value).toBe('a^b');
  });

  it('reads orderings, first things first, and ignores the end mark', () => {
    const query = parseEncodedQuery('active=true^ORDERBYsys_updated_on^ORDERBYDESCsys_id^EQ');
    expect(query.orderings).toEqual([
      { field: 'sys_updated_on', descending: false },
      { field: 'sys_id', descending: true },
    ]);
    expect(query.malformed).toEqual([]);
  });

  it('keeps what is no condition apart', () => {
    expect(parseEncodedQuery('stateISBETTERTHAN1^active=true').malformed).toEqual(['stateISBETTERTHAN1']);
  });

  it('evaluates no scripts but those it is given values for', () => {
    const evaluate = (script: string) => (script === 'gs.getUserName()' ? 'syncline' : undefined);
    const { groups } = parseEncodedQuery('user_name=javascript:gs.getUserName()', evaluate);
    expect(groups[0]?.[0]?.[0]?.value).toBe('syncline');
    expect(() => parseEncodedQuery('sys_created_on>=javascript:gs.daysAgo(1)', evaluate)).toThrow(ScriptedQueryError);
  });
});
