import type { FoundContainers } from '../../sdk/index.js';
import { encodedQuery } from '../encoded-query.js';
import { textAt } from '../record.js';
import type { TableApi } from '../table-api.js';
import { KNOWN_PARENTS } from './known-columns.js';
import { titleOf } from './table-lineage.js';

/** As many as a person looks through; more words find the rest. */
const MOST_SHOWN = 50;
/** Tables of tickets come first: an instance has thousands of others. */
const TICKETS = ['task', ...Object.keys(KNOWN_PARENTS)];

/** Tables by name or label; those of tickets first. Where the list of tables is closed to the account, the delivered ones of tickets. */
export async function listTables(api: TableApi, search: string, signal: AbortSignal): Promise<FoundContainers> {
  const words = search.trim();
  const filter =
    words === ''
      ? `nameIN${TICKETS.join(',')}^ORsuper_class.name=task`
      : `nameLIKE${escaped(words)}^ORlabelLIKE${escaped(words)}`;
  const query = {
    table: 'sys_db_object',
    query: encodedQuery({ filter, conditions: [], orderBy: ['label'] }),
    fields: ['sys_id', 'name', 'label'],
    values: 'stored',
    limit: MOST_SHOWN + 1,
  } as const;
  const rows = await api.listIfReadable(query, signal);
  if (rows === null) return known(words);
  const tables = rows.map((row) => ({ key: textAt(row, 'name'), name: textAt(row, 'label') || textAt(row, 'name') }));
  return { containers: ticketsFirst(tables).slice(0, MOST_SHOWN), hasMore: tables.length > MOST_SHOWN };
}

/** A table beside these can be there all the same, so there are more. */
function known(words: string): FoundContainers {
  const tables = Object.keys(KNOWN_PARENTS).map((key) => ({ key, name: titleOf(key) }));
  const found = tables.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(words.toLowerCase()));
  return { containers: found, hasMore: true };
}

function ticketsFirst<Table extends { readonly key: string }>(tables: readonly Table[]): readonly Table[] {
  const isTicket = ({ key }: Table) => KNOWN_PARENTS[key] !== undefined;
  return [...tables.filter(isTicket), ...tables.filter((table) => !isTicket(table))];
}

function escaped(words: string): string {
  return words.replaceAll('^', '^^');
}
