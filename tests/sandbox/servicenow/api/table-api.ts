import { empty, json, type SandboxResponse } from '../../http/index.js';
import type { AccessRules } from '../access-rules.js';
import { type EncodedQuery, parseEncodedQuery, ScriptedQueryError } from '../query/encoded-query.js';
import type { Selector } from '../query/select.js';
import type { Actor } from '../records/actor.js';
import { DataPolicyError } from '../records/data-policy.js';
import type { RecordInput } from '../records/intake.js';
import type { Records, WriteRules } from '../records/records.js';
import type { Row } from '../store/row.js';
import type { Store } from '../store/store.js';
import type { TableStore } from '../store/table-store.js';
import { ApiError, aclRefused, invalidTable, mayNotQuery, noRecord, policyRefused } from './errors.js';
import { type Exchange, parameter, viewOptions } from './exchange.js';
import { pageLinks } from './page-links.js';
import type { RecordView, ViewOptions } from './record-view.js';

const DEFAULT_LIMIT = 10_000;

/** `/api/now/table/{tableName}` and `/api/now/table/{tableName}/{sys_id}`. Every method throws ApiError for refusals. */
export class TableApi {
  readonly #store: Store;
  readonly #selector: Selector;
  readonly #records: Records;
  readonly #view: RecordView;
  readonly #access: AccessRules;

  constructor(parts: { store: Store; selector: Selector; records: Records; view: RecordView; access: AccessRules }) {
    this.#store = parts.store;
    this.#selector = parts.selector;
    this.#records = parts.records;
    this.#view = parts.view;
    this.#access = parts.access;
  }

  list(exchange: Exchange, table: string): SandboxResponse {
    const { userName } = exchange.actor;
    this.#known(table);
    const query = this.#query(exchange, table);
    const wantsTotal = parameter(exchange, 'sysparm_no_count') !== 'true';
    const { limit, offset, shift } = this.#place(exchange);
    const { rows, total } = this.#selector.select(table, query, { limit, offset: offset + shift, wantsTotal });
    const answer = this.#view.of(table, { ...viewOptions(exchange), ...hiddenFields(exchange, table) });
    const result = rows.filter((row) => this.#access.maySee(userName, table, row)).map(answer);
    const headers: Record<string, string> = {};
    if (total !== undefined && wantsTotal) {
      headers['x-total-count'] = String(total);
      const links = pageLinks(exchange.url, { offset, limit, total });
      if (links !== undefined && parameter(exchange, 'sysparm_suppress_pagination_header') !== 'true') {
        headers.link = links;
      }
    }
    return jsonText(200, `{"result":[${result.join(',')}]}`, headers);
  }

  get(exchange: Exchange, table: string, sysId: string): SandboxResponse {
    const { row } = this.#found(exchange, table, sysId);
    return this.#answer(200, exchange, table, row, hiddenFields(exchange, table));
  }

  create(exchange: Exchange, table: string): SandboxResponse {
    const store = this.#known(table);
    const { userName } = exchange.actor;
    if (store.definition.isClosed || !this.#access.may(userName, 'create', table)) throw aclRefused('Insert');
    const input = readInput(exchange);
    const row = withPolicy(() => this.#records.create(store, input, exchange.actor, this.#rules(exchange, table)));
    const sysId = row.sys_id ?? '';
    const answer = this.#answer(201, exchange, table, row, writtenFields(exchange));
    const location = `${exchange.url.origin}/api/now/table/${table}/${sysId}`;
    return { ...answer, headers: { ...answer.headers, location } };
  }

  update(exchange: Exchange, table: string, sysId: string): SandboxResponse {
    const found = this.#found(exchange, table, sysId);
    const { userName } = exchange.actor;
    const own = found.table.definition;
    if (own.isClosed || !this.#access.may(userName, 'write', own.name)) throw aclRefused('Update');
    const input = readInput(exchange);
    withPolicy(() =>
      this.#records.update(
        found.table,
        found.row,
        input,
        exchange.actor,
        this.#rules(exchange, own.name, exchange.draw('B6')?.fields),
      ),
    );
    return this.#answer(200, exchange, table, found.row, writtenFields(exchange));
  }

  delete(exchange: Exchange, table: string, sysId: string): SandboxResponse {
    const found = this.#found(exchange, table, sysId);
    const own = found.table.definition;
    if (own.isClosed || !this.#access.may(exchange.actor.userName, 'delete', own.name)) throw aclRefused('Delete');
    this.#records.delete(found.table, found.row, exchange.actor, {
      leavesNoTrace: exchange.draw('B20') !== undefined,
    });
    return empty();
  }

  /** The number of rows that a query finds, for `/api/now/stats`. */
  count(exchange: Exchange, table: string): number {
    this.#known(table);
    const query = this.#query(exchange, table);
    return this.#selector.select(table, query, { limit: 0, offset: 0, wantsTotal: true }).total ?? 0;
  }

  #known(table: string): TableStore {
    if (!this.#store.has(table)) throw invalidTable(table);
    return this.#store.table(table);
  }

  /** The parsed `sysparm_query`, when the user may read the table and each field in it. */
  #query(exchange: Exchange, table: string): EncodedQuery {
    const { userName } = exchange.actor;
    if (!this.#access.may(userName, 'read', table)) throw mayNotQuery(null);
    const query = parsed(parameter(exchange, 'sysparm_query') ?? '', exchange.actor);
    const fields = [...query.groups.flat(2), ...query.orderings].map((part) => part.field.split('.')[0] ?? '');
    if (fields.some((field) => !this.#access.may(userName, 'read', table, field))) {
      throw mayNotQuery('Field(s) present in the query do not have permission to be read');
    }
    return query;
  }

  #place(exchange: Exchange): { limit: number; offset: number; shift: number } {
    const asked = Number(parameter(exchange, 'sysparm_limit') ?? DEFAULT_LIMIT);
    const offset = Number(parameter(exchange, 'sysparm_offset') ?? 0);
    if (offset < 0) throw new ApiError(400, `offset is ${offset}`, 'Negative offset is not supported');
    const cut = exchange.draw('B5')?.limit ?? Number.POSITIVE_INFINITY;
    const limit = Math.min(Number.isInteger(asked) && asked > 0 ? asked : DEFAULT_LIMIT, cut);
    if (offset === 0) return { limit, offset, shift: 0 };
    const rows = exchange.draw('B4')?.rows ?? 0;
    // Rows that came in front of the page repeat some of the page before; rows that went skip some.
    return { limit, offset, shift: (offset / limit) % 2 === 1 ? -Math.min(rows, offset) : rows };
  }

  #found(exchange: Exchange, table: string, sysId: string): { table: TableStore; row: Row } {
    this.#known(table);
    const { userName } = exchange.actor;
    const found = this.#store.find(table, sysId);
    if (
      found === undefined ||
      !this.#access.may(userName, 'read', table) ||
      !this.#access.maySee(userName, found.table.definition.name, found.row)
    ) {
      throw noRecord();
    }
    return found;
  }

  #rules(exchange: Exchange, table: string, notWritten: readonly string[] = []): WriteRules {
    const { userName } = exchange.actor;
    const ignored = [...notWritten, ...(exchange.draw('B27')?.areUnassignable === true ? ['assigned_to'] : [])];
    const altered = exchange.draw('B7');
    const policy = exchange.draw('B10');
    const held = exchange.draw('B3');
    const repeated = exchange.draw('B21');
    return {
      asDisplayValues: parameter(exchange, 'sysparm_input_display_value') === 'true',
      mayWrite: (element) =>
        !ignored.includes(element) && !ignored.includes('*') && this.#access.may(userName, 'write', table, element),
      ...(altered ?? {}),
      ...(policy === undefined ? {} : { closingStates: policy.states }),
      ...(held === undefined ? {} : { holdStampSeconds: held.seconds }),
      ...(repeated === undefined ? {} : { repeatsJournalAs: repeated.userName }),
    };
  }

  #answer(status: number, exchange: Exchange, table: string, row: Row, changes: Partial<ViewOptions>): SandboxResponse {
    const result = this.#view.of(table, { ...viewOptions(exchange), ...changes })(row);
    return jsonText(status, `{"result":${result}}`);
  }
}

function jsonText(status: number, text: string, headers: Readonly<Record<string, string>> = {}): SandboxResponse {
  return { ...json(status, null, headers), body: text };
}

function parsed(text: string, actor: Actor): EncodedQuery {
  const scripts: Readonly<Record<string, string>> = {
    'gs.getUserName()': actor.userName,
    'gs.getUserID()': actor.sysId,
  };
  try {
    return parseEncodedQuery(text, (script) => scripts[script]);
  } catch (cause) {
    if (cause instanceof ScriptedQueryError) throw new ApiError(400, 'Invalid query', cause.message);
    throw cause;
  }
}

function readInput(exchange: Exchange): RecordInput {
  let given: unknown;
  try {
    given = JSON.parse(exchange.request.body?.toString('utf8') ?? '');
  } catch {
    throw new ApiError(400, 'Exception while reading request', 'The payload is not valid JSON');
  }
  // Of several records the platform takes the first and ignores the rest.
  const input: unknown = Array.isArray(given) ? given[0] : given;
  if (typeof input === 'object' && input !== null) return input as RecordInput;
  throw new ApiError(400, 'Exception while reading request', 'The payload is not a JSON object');
}

function withPolicy<Result>(write: () => Result): Result {
  try {
    return write();
  } catch (cause) {
    if (cause instanceof DataPolicyError) throw policyRefused(cause.message);
    throw cause;
  }
}

function hiddenFields(exchange: Exchange, table: string): Partial<ViewOptions> {
  if (table !== 'sys_user') return {};
  return exchange.draw('B27')?.areEmailsHidden === true ? { emptied: ['email'] } : {};
}

function writtenFields(exchange: Exchange): Partial<ViewOptions> {
  const left = exchange.draw('B14');
  return left === undefined ? {} : { omitted: left.fields };
}
