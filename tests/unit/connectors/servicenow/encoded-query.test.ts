import { describe, expect, it } from 'vitest';
import { anyOf, encodedQuery, isOneOf } from '../../../../backend/connectors/servicenow/encoded-query.js';

const AFTER = { conditions: ['sys_id>a'], orderBy: ['sys_id'] };

describe('an encoded query', () => {
  it.each([
    [null, 'sys_id>a^ORDERBYsys_id'],
    ['', 'sys_id>a^ORDERBYsys_id'],
    ['active=true', 'active=true^sys_id>a^ORDERBYsys_id'],
    ['active=true^ORactive=false', 'active=true^ORactive=false^sys_id>a^ORDERBYsys_id'],
    ['a=1^NQb=2^ORb=3', 'a=1^sys_id>a^NQb=2^ORb=3^sys_id>a^ORDERBYsys_id'],
    ['a=1^ORDERBYDESCnumber^GROUPBYstate^EQ', 'a=1^sys_id>a^ORDERBYsys_id'],
    ['^a=1^', 'a=1^sys_id>a^ORDERBYsys_id'],
    ['a=x^^NQy^b=2', 'a=x^^NQy^b=2^sys_id>a^ORDERBYsys_id'],
    ['ORDERBYnumber', 'sys_id>a^ORDERBYsys_id'],
  ])('of %s has our conditions in each part and our order', (filter, expected) => {
    expect(encodedQuery({ filter, ...AFTER })).toBe(expected);
  });

  it('is empty when nothing is asked', () => {
    expect(encodedQuery({ filter: null, conditions: [], orderBy: [] })).toBe('');
  });
});

describe('a list of values', () => {
  it('leaves those with a comma outside and doubles carets', () => {
    expect(isOneOf('u_key', ['a', 'b^c', 'd,e'])).toBe('u_keyINa,b^^c^ORu_key=d,e');
  });

  it('is split where the address would grow too long, and for each part of a filter', () => {
    const ids = Array.from({ length: 300 }, (_, index) => ({ field: 'sys_id', value: `${index}`.padStart(32, '0') }));
    const conditions = anyOf(ids);
    expect(conditions).toHaveLength(2);
    expect(conditions.join().match(/\d{32}/g)).toEqual(ids.map(({ value }) => value));
    const filter = 'a=1^NQb=2^NQc=3';
    for (const condition of anyOf(ids, filter)) {
      const query = encodedQuery({ filter, conditions: [condition], orderBy: [] });
      expect(encodeURIComponent(query).length).toBeLessThan(7500);
    }
  });

  it('of nothing asks nothing', () => {
    expect(anyOf([])).toEqual([]);
  });
});
