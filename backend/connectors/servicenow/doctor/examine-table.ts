import { type Check, type ContainerNeeds, checked } from '../../sdk/index.js';
import { fieldRuleFix, importFix, tableRuleFix } from './fixes.js';
import { requiredFields } from './platform-tables.js';
import { readSome } from './read-some.js';
import type { ServiceNowParts } from './service-now-parts.js';

/** Records looked at: an empty field is given like any other, a hidden one never. */
const LOOKED_AT = 5;

/** What a sync does with one table, right by right. What only a write would show is said to be so. */
export async function examineTable(
  { api, connection }: ServiceNowParts,
  needs: ContainerNeeds,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const { container: table, neededBy } = needs;
  const check = { id: `read ${table}`, name: `may read ${table}`, neededBy };
  const answer = await readSome(api, { table, query: '', fields: [], limit: LOOKED_AT }, signal);
  if (answer.kind === 'refused') {
    return [{ ...check, outcome: 'fails', found: answer.words, fix: tableRuleFix(connection, table, 'read') }];
  }
  const [row] = answer.rows;
  if (row === undefined) {
    const found = 'no record is to be seen: the table is empty, or its records are hidden from the account';
    return [
      checked({
        ...check,
        outcome: 'cannot-tell',
        found,
        fix: `Look whether ${table} has records; if so: ${tableRuleFix(connection, table, 'read')}`,
      }),
      ...writes(connection, needs),
    ];
  }
  return [checked({ ...check, outcome: 'ok' }), ...fields(connection, needs, row), ...writes(connection, needs)];
}

/** A field that the account may not read is left out of its record. */
function fields(connection: string, needs: ContainerNeeds, row: ReadonlyMap<string, unknown>): readonly Check[] {
  const { container: table } = needs;
  const own = requiredFields(needs)
    .filter((id) => !needs.fields.some((field) => field.id === id))
    .map((id) => ({ id, name: id, neededBy: needs.neededBy }));
  const read = [...own, ...needs.fields];
  const hidden = read.filter(({ id }) => !row.has(id));
  const seen = read.length - hidden.length;
  const all = checked({
    id: `read ${table} fields`,
    name: `may read ${seen} of ${read.length} fields of ${table}`,
    outcome: 'ok',
  });
  return [
    ...(seen > 0 ? [all] : []),
    ...hidden.map(
      ({ id, name, neededBy }): Check => ({
        id: `read ${table}.${id}`,
        name: `may read ${name === id ? id : `${name} (${id})`} of ${table}`,
        outcome: 'fails',
        neededBy,
        found: 'the account does not see it: it is not there, or an access rule hides it',
        fix: fieldRuleFix(connection, table, id),
      }),
    ),
  ];
}

/** Nothing tells them without a write: rules hold conditions and scripts. */
function writes(
  connection: string,
  { container: table, creates, updates, deletes, fields }: ContainerNeeds,
): readonly Check[] {
  const rights = [
    ['create', creates, 'is found at the first create, which pauses the connection'],
    ['write', updates, 'is found at the first edit, which fails with the words of ServiceNow'],
    ['delete', deletes, 'is found at the first delete, which fails with the words of ServiceNow'],
  ] as const;
  const checks = rights.flatMap(([operation, neededBy, when]) =>
    neededBy.length === 0
      ? []
      : [
          checked({
            id: `${operation} ${table}`,
            name: `may ${operation} records of ${table}`,
            outcome: 'cannot-tell',
            neededBy,
            found: `not testable without a write: ${when}`,
            fix: importFix(connection),
          }),
        ],
  );
  const written = fields.filter(({ onCreate, onUpdate }) => onCreate || onUpdate).map(({ id }) => id);
  if (written.length === 0) return checks;
  const found = `${written.join(', ')}: not testable without a write. ServiceNow drops a value without a word; each field that did not take its value is held and named at the first write`;
  return [
    ...checks,
    checked({ id: `write ${table} fields`, name: `may write the fields of ${table}`, outcome: 'cannot-tell', found }),
  ];
}
