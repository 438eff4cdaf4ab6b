import { z } from 'zod';
import {
  type JsonValue,
  type Logger,
  MalformedAnswerError,
  NotFoundError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from '../../shared/index.js';
import type { Answer, HttpClient } from '../sdk/index.js';
import { encodedQuery } from './encoded-query.js';
import { hasMore, timeOf, totalOf } from './list-headers.js';
import { type Row, row, textAt } from './record.js';
import { unreadableTable } from './refusal.js';

/** Asks for records of one table. */
interface TableQuery {
  readonly table: string;
  /** Encoded; '' for all records. */
  readonly query: string;
  /** Empty for all of them. */
  readonly fields: readonly string[];
  /** `stored` values only, or the `displayed` ones beside them. */
  readonly values: 'stored' | 'displayed';
  /** Whether references tell the table they point to; false when absent. */
  readonly links?: boolean;
  /** Only the first so many; as many as the tool gives at once when absent. */
  readonly limit?: number;
}

/** Asks for all records of one table for which the user's filter, if any, and the conditions hold; `sys_id` is among the fields. */
interface WholeQuery extends Omit<TableQuery, 'query' | 'limit'> {
  readonly filter?: string | null;
  readonly conditions: readonly string[];
}

/** One answer to a query. */
export interface Rows {
  readonly rows: readonly Row[];
  /** Whether more records match than were given; null when the tool does not say. */
  readonly hasMore: boolean | null;
  /** The Date header; null when there is none. */
  readonly toolTime: Date | null;
}

/** What `sysparm_limit` is when nothing else is asked; the tool's own default. */
const PAGE_LENGTH = 10_000;

const listAnswer = z.looseObject({ result: z.array(row), error: z.unknown().optional() });
const countAnswer = z.looseObject({
  result: z.looseObject({ stats: z.looseObject({ count: z.coerce.number().int() }) }),
});
const recordAnswer = z.looseObject({ result: row });

/** The Table API of one instance (`/api/now/table`), with its answers parsed and its refusals put in our words. */
export class TableApi {
  readonly #http: HttpClient;
  readonly #log: Logger;

  constructor(http: HttpClient, log: Logger) {
    this.#http = http;
    this.#log = log;
  }

  /**
   * @throws ConfigurationError when there is no such table. @throws ReconnectNeededError when the account may not read it.
   */
  async list(query: TableQuery, signal: AbortSignal): Promise<Rows> {
    try {
      return await this.#visible(query, signal);
    } catch (error) {
      throw unreadableTable(query.table, error);
    }
  }

  /** How many records match, by the Aggregate API; null where it is closed to the account. Records that the account may not see count too. */
  async count(table: string, query: string, signal: AbortSignal): Promise<number | null> {
    try {
      const path = `/api/now/stats/${encodeURIComponent(table)}`;
      const sysparmQuery = query === '' ? undefined : query;
      const asked = { sysparm_count: true, sysparm_query: sysparmQuery };
      const { body } = await this.#http.call({ method: 'GET', path, query: asked, intent: 'read' }, signal);
      return countAnswer.safeParse(body).data?.result.stats.count ?? null;
    } catch (error) {
      if (!(error instanceof RefusedError || error instanceof NotFoundError)) throw error;
      this.#log.info('records cannot be counted', { table, reason: error.message });
      return null;
    }
  }

  /** All records for which the conditions hold, by `sys_id`. One call unless there are more than the tool gives at once. */
  async listAll(query: WholeQuery, signal: AbortSignal): Promise<readonly Row[]> {
    try {
      return await this.#all(query, signal);
    } catch (error) {
      throw unreadableTable(query.table, error);
    }
  }

  /** As `list`: null when this instance has no such table or hides it from the account. */
  async listIfReadable(query: TableQuery, signal: AbortSignal): Promise<readonly Row[] | null> {
    return this.#ifReadable(query.table, async () => (await this.#visible(query, signal)).rows);
  }

  /** As `listAll`, for tables that add to what works without them: null when this instance has no such table or hides it from the account. */
  async listAllIfReadable(query: WholeQuery, signal: AbortSignal): Promise<readonly Row[] | null> {
    return this.#ifReadable(query.table, () => this.#all(query, signal));
  }

  /** @throws RefusedError with the tool's words. @throws UnknownOutcomeError when the record may have been made. */
  async insert(
    write: { table: string; values: Readonly<Record<string, string>>; fields: readonly string[] },
    signal: AbortSignal,
  ): Promise<Row> {
    const path = `/api/now/table/${encodeURIComponent(write.table)}`;
    return this.#write({ method: 'POST', path, values: write.values, fields: write.fields }, signal);
  }

  /** @throws NotFoundError when the record is out of sight. @throws RefusedError with the tool's words. */
  async update(
    write: { table: string; id: string; values: Readonly<Record<string, string>>; fields: readonly string[] },
    signal: AbortSignal,
  ): Promise<Row> {
    const path = recordPath(write.table, write.id);
    return this.#write({ method: 'PATCH', path, values: write.values, fields: write.fields, lane: write.id }, signal);
  }

  /** @throws NotFoundError when the record is out of sight. */
  async remove(table: string, id: string, signal: AbortSignal): Promise<void> {
    await this.#http.call({ method: 'DELETE', path: recordPath(table, id), intent: 'write', lane: id }, signal);
  }

  async #ifReadable<Read>(table: string, read: () => Promise<Read>): Promise<Read | null> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof RefusedError || error instanceof NotFoundError)) throw error;
      this.#log.info('a table that is useful but not needed cannot be read', { table, reason: error.message });
      return null;
    }
  }

  async #all({ filter = null, conditions, ...query }: WholeQuery, signal: AbortSignal): Promise<readonly Row[]> {
    const found: Row[] = [];
    for (let after: readonly string[] = []; ; ) {
      const encoded = encodedQuery({ filter, conditions: [...conditions, ...after], orderBy: ['sys_id'] });
      const { rows, hasMore } = await this.#visible({ ...query, query: encoded }, signal);
      found.push(...rows);
      const last = rows.at(-1);
      if (hasMore !== true || last === undefined) return found;
      after = [`sys_id>${textAt(last, 'sys_id')}`];
    }
  }

  /**
   * The tool cuts out the window of `sysparm_limit` records before it hides those that the account may not see, so an
   * empty page may have visible records behind it.
   */
  async #visible(query: TableQuery, signal: AbortSignal): Promise<Rows> {
    const limit = query.limit ?? PAGE_LENGTH;
    for (let offset = 0; ; offset += limit) {
      const { rows, answer } = await this.#get(query, limit, offset, signal);
      const total = totalOf(answer);
      const isAllHidden = rows.length === 0 && total !== null && total > offset + limit;
      if (isAllHidden && query.limit === undefined) continue;
      const left = total === null ? null : total - offset;
      return { rows, hasMore: hasMore(answer, rows.length, limit, left), toolTime: timeOf(answer) };
    }
  }

  async #get(
    query: TableQuery,
    limit: number,
    offset: number,
    signal: AbortSignal,
  ): Promise<{ rows: readonly Row[]; answer: Answer }> {
    const answer = await this.#http.call(
      {
        method: 'GET',
        path: `/api/now/table/${encodeURIComponent(query.table)}`,
        query: {
          sysparm_query: query.query === '' ? undefined : query.query,
          sysparm_fields: query.fields.length === 0 ? undefined : query.fields.join(','),
          sysparm_limit: limit,
          sysparm_offset: offset === 0 ? undefined : offset,
          ...display(query.values, query.links ?? false),
        },
        intent: 'read',
      },
      signal,
    );
    const parsed = listAnswer.safeParse(answer.body);
    if (!parsed.success) {
      throw new MalformedAnswerError(`The list of ${query.table} is not what the Table API gives`, {
        cause: parsed.error,
      });
    }
    // A query that runs out of time ends with status 200, the records found so far, and an error behind them.
    if (parsed.data.error !== undefined) {
      throw new UnavailableError(`The list of ${query.table} broke off on the tool's side`, {
        details: { error: parsed.data.error },
      });
    }
    return { rows: parsed.data.result, answer };
  }

  async #write(
    write: {
      method: 'POST' | 'PATCH';
      path: string;
      values: Readonly<Record<string, string>>;
      fields: readonly string[];
      lane?: string;
    },
    signal: AbortSignal,
  ): Promise<Row> {
    const body: JsonValue = write.values;
    const query = {
      sysparm_fields: write.fields.join(','),
      sysparm_input_display_value: false,
      ...display('displayed', false),
    };
    const lane = write.lane === undefined ? {} : { lane: write.lane };
    const call = { method: write.method, path: write.path, query, body, intent: 'write', ...lane } as const;
    const answer = await this.#http.call(call, signal);
    const parsed = recordAnswer.safeParse(answer.body);
    if (parsed.success) return parsed.data.result;
    throw new UnknownOutcomeError(`${write.method} ${write.path}: taken, but the answer holds no record`, {
      answered: true,
      cause: parsed.error,
    });
  }
}

function display(values: TableQuery['values'], links: boolean): Readonly<Record<string, string>> {
  return {
    sysparm_display_value: values === 'stored' ? 'false' : 'all',
    sysparm_exclude_reference_link: String(!links),
  };
}

function recordPath(table: string, id: string): string {
  return `/api/now/table/${encodeURIComponent(table)}/${encodeURIComponent(id)}`;
}
