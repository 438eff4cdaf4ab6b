import { type Check, checked } from '../../sdk/index.js';
import { fieldRuleFix, tableRuleFix } from './fixes.js';
import type { PlatformTable } from './platform-tables.js';
import { readSome } from './read-some.js';
import type { ServiceNowParts } from './service-now-parts.js';

/** Whether the account may read one of the tables in which the instance describes itself, field by field. */
export async function examinePlatformTable(
  { api, connection }: ServiceNowParts,
  wanted: PlatformTable,
  signal: AbortSignal,
): Promise<Check> {
  const { table, fields, sureQuery, why, isNeeded, neededBy } = wanted;
  const check = { id: `read ${table}`, name: `may read ${table}`, neededBy };
  const lacking = (found: string, field: string | null): Check => ({
    ...check,
    outcome: isNeeded ? 'fails' : 'warning',
    found: `${found}; needed ${why}`,
    fix: field === null ? tableRuleFix(connection, table, 'read') : fieldRuleFix(connection, table, field),
  });
  const answer = await readSome(api, { table, query: sureQuery ?? '', fields }, signal);
  if (answer.kind === 'refused') return lacking(answer.words, null);
  const [row] = answer.rows;
  if (row !== undefined) {
    const hidden = fields.filter((field) => !row.has(field));
    if (hidden.length === 0) return checked({ ...check, outcome: 'ok' });
    return lacking(`the account does not see ${hidden.join(', ')} there`, hidden.join(', '));
  }
  if (sureQuery !== null) return lacking('the account sees no record of it, where there are some', null);
  return checked({ ...check, outcome: 'cannot-tell', found: 'no record is to be seen: there may be none yet' });
}
