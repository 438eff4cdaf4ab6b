import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../sandbox/http/index.js';
import { seedServiceNow } from '../../../sandbox/servicenow/index.js';
import { aServiceNow } from './support/fixture.js';

describe('seedServiceNow', () => {
  it('adds incidents as a service desk would have them, all in the past', () => {
    const { sandbox, people } = aServiceNow();
    seedServiceNow(sandbox, { count: 200, random: seededRandom(3) });
    const rows = people.rows('incident');
    expect(rows).toHaveLength(200);
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['1', '2', '3', '6', '7']));
    for (const row of rows) {
      expect(row.caller_id).not.toBe('');
      expect((row.sys_created_on ?? '') <= (row.sys_updated_on ?? '')).toBe(true);
      expect((row.sys_updated_on ?? '') <= '2026-07-14 00:28:27').toBe(true);
      expect(row.close_code !== '').toBe(row.state === '6' || row.state === '7');
    }
    const journal = people.rows('sys_journal_field');
    expect(new Set(journal.map((entry) => entry.element))).toEqual(new Set(['comments', 'work_notes']));
  });

  it('adds the same for the same random, without audit, and can be answered by the API', async () => {
    const seeded = () => {
      const serviceNow = aServiceNow();
      seedServiceNow(serviceNow.sandbox, { count: 50, random: seededRandom(3) });
      return serviceNow;
    };
    const [one, two] = [seeded(), seeded()];
    expect(one.people.rows('incident')).toEqual(two.people.rows('incident'));
    expect(one.people.rows('sys_audit')).toEqual([]);
    expect(await one.find('incident', 'ORDERBYDESCsys_updated_on', { sysparm_limit: '5' })).toHaveLength(5);
  });
});
