import { allEnded, ConfigurationError, ReconnectNeededError, RefusedError } from '../../../shared/index.js';
import type { ContainerSchema, FieldDescriptor } from '../../sdk/index.js';
import type { Instance } from '../instance.js';
import { JOURNALS } from '../journal.js';
import type { Row } from '../record.js';
import type { TableApi } from '../table-api.js';
import { choicesOf } from './choices.js';
import type { Column } from './column.js';
import { dictionaryColumns, guessedColumns } from './columns.js';
import { fieldOf } from './field.js';
import { type TableLineage, tableLineage } from './table-lineage.js';

const RECORDS_TO_GUESS_BY = 10;

/** A table as a container: one item type, whose fields are its columns, inherited ones too. */
export async function describeTable(instance: Instance, table: string, signal: AbortSignal): Promise<ContainerSchema> {
  const [records, lineage] = await allEnded([
    someRecords(instance.api, table, signal),
    tableLineage(instance.api, table, signal),
  ]);
  const [columns, choices] = await allEnded([
    columnsOf(instance, lineage, records, signal),
    choicesOf(instance.api, lineage.tables, signal),
  ]);
  const isTask = lineage.tables.includes('task');
  const fields = columns
    .map((column) => fieldOf(column, choices.get(column.element), isTask))
    .filter((field): field is FieldDescriptor => field !== null);
  const elements = new Set(columns.map((column) => column.element));
  return {
    id: table,
    key: table,
    name: lineage.label,
    itemTypes: [{ id: table, name: lineage.label, fields }],
    commentChannels: JOURNALS.filter((journal) => elements.has(journal.id)),
  };
}

/** Column by label in lower case, for refusals that name labels; empty where the dictionary is closed to the account. */
export async function columnLabels(
  instance: Instance,
  table: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const lineage = await tableLineage(instance.api, table, signal);
  const columns = (await dictionaryColumns(instance.api, lineage.tables, signal)) ?? guessedColumns([], true);
  return new Map(columns.map((column) => [column.label.toLowerCase(), column.element]));
}

/** Also proves that the table is there and readable, in words for the person who named it. */
async function someRecords(api: TableApi, table: string, signal: AbortSignal): Promise<readonly Row[]> {
  try {
    const query = {
      table,
      query: '',
      fields: [],
      values: 'displayed',
      links: true,
      limit: RECORDS_TO_GUESS_BY,
    } as const;
    return (await api.list(query, signal)).rows;
  } catch (error) {
    if (!(error instanceof ReconnectNeededError && error.cause instanceof RefusedError)) throw error;
    throw new ConfigurationError(error.message, { cause: error });
  }
}

async function columnsOf(
  instance: Instance,
  lineage: TableLineage,
  records: readonly Row[],
  signal: AbortSignal,
): Promise<readonly Column[]> {
  const described = await dictionaryColumns(instance.api, lineage.tables, signal);
  if (described === null) {
    instance.log.warn('the dictionary is closed to the account, so the types of fields are guessed', {
      table: lineage.tables[0],
      fix: 'give the account a role that may read sys_dictionary, sys_db_object and sys_choice (personalize_dictionary)',
    });
    return guessedColumns(records, lineage.tables.includes('task'));
  }
  // A parent that could not be told leaves its columns out; the records show them.
  const elements = new Set(described.map((column) => column.element));
  return [...described, ...guessedColumns(records, false).filter((column) => !elements.has(column.element))];
}
