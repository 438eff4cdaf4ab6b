import type { Dictionary } from './schema/dictionary.js';
import type { Row } from './store/row.js';

export type TableOperation = 'create' | 'delete' | 'read' | 'write';

/** What is taken away from a user: an operation on a table, or on one field of it. */
export interface Denial {
  readonly user: string;
  readonly table: string;
  readonly operation: TableOperation;
  readonly field?: string;
}

/** Tables that as delivered nobody but administrators may read. */
const CLOSED_TABLES: readonly string[] = ['sys_security_acl'];

/**
 * The access control lists of the instance. Everybody may do everything that nobody denied; `admin` always may. A rule
 * on `task` holds for the tables that extend it.
 */
export class AccessRules {
  readonly #dictionary: Dictionary;
  readonly #denials = new Map<string, Denial>();
  readonly #opened = new Set<string>();
  readonly #hidden: { readonly user: string; readonly table: string; readonly when: (row: Row) => boolean }[] = [];

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  deny(denial: Denial): void {
    this.#denials.set(keyOf(denial), denial);
  }

  /** Takes one denial back. */
  allow(denial: Denial): void {
    this.#denials.delete(keyOf(denial));
  }

  /** Lets a user read a table that is closed as delivered. */
  open(user: string, table: string): void {
    this.#opened.add(`${user} ${table}`);
  }

  /** Keeps rows from a user: lists leave them out after the page was cut, so that a page may be short or empty. */
  hideRows(rule: { readonly user: string; readonly table: string; readonly when: (row: Row) => boolean }): void {
    this.#hidden.push(rule);
  }

  /** Forgets every rule. */
  clear(): void {
    this.#denials.clear();
    this.#opened.clear();
    this.#hidden.length = 0;
  }

  may(user: string, operation: TableOperation, table: string, field?: string): boolean {
    if (user === 'admin') return true;
    if (CLOSED_TABLES.includes(table) && !this.#opened.has(`${user} ${table}`)) return false;
    if (this.#denials.size === 0) return true;
    return !this.#dictionary
      .lineage(table)
      .some((name) => this.#denials.has(keyOf({ user, operation, table: name, ...(field ? { field } : {}) })));
  }

  maySee(user: string, table: string, row: Row): boolean {
    if (user === 'admin' || this.#hidden.length === 0) return true;
    const lineage = this.#dictionary.lineage(table);
    return !this.#hidden.some((rule) => rule.user === user && lineage.includes(rule.table) && rule.when(row));
  }
}

function keyOf({ user, table, operation, field = '' }: Denial): string {
  return `${user} ${operation} ${table}.${field}`;
}
