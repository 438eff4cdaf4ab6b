import type { SandboxClock, SandboxRandom } from '../../http/index.js';
import type { Dictionary } from '../schema/dictionary.js';
import { cellOf, type Row } from '../store/row.js';
import type { Store } from '../store/store.js';
import type { TableStore } from '../store/table-store.js';
import { newSysId } from '../sys-id.js';
import { toWireTime } from '../wire-time.js';
import type { Actor } from './actor.js';
import { AuditTrail } from './audit-trail.js';
import { runBusinessRules } from './business-rules.js';
import { Choices } from './choices.js';
import { demandClosingFields } from './data-policy.js';
import { DisplayValues } from './display-value.js';
import { type IntakeOptions, IntakeReader, type RecordInput } from './intake.js';
import { Journal, type JournalEntry } from './journal.js';

/** How one write is treated; everything left out is the platform as it ships. */
export interface WriteRules extends Omit<IntakeOptions, 'timeZone'> {
  readonly calculatesPriority?: boolean;
  /** Incident states that need a resolution code and notes. */
  readonly closingStates?: readonly string[];
  /** The stamp repeats the last one while that is no older than this, so that many rows share a second. */
  readonly holdStampSeconds?: number;
  /** The record is imported with these stamps, as with the platform's own stamps switched off. */
  readonly imported?: { readonly createdAt: string; readonly updatedAt: string };
  /** A delete writes no `sys_audit_delete`. */
  readonly leavesNoTrace?: boolean;
  /** The user gets the record's journal entries repeated word for word, as people do who paste twice. */
  readonly repeatsJournalAs?: string;
}

const FIRST_NUMBER = 10_001;

/** Creates, changes and deletes records as the platform does: defaults, rules, policy, stamps, journal, audit. */
export class Records {
  readonly choices: Choices;
  readonly display: DisplayValues;
  readonly journal: Journal;
  readonly #dictionary: Dictionary;
  readonly #store: Store;
  readonly #clock: SandboxClock;
  readonly #random: SandboxRandom;
  readonly #intake: IntakeReader;
  readonly #audit: AuditTrail;
  readonly #numbers = new Map<string, number>();
  #lastStamp: Date | undefined;

  constructor(parts: { dictionary: Dictionary; store: Store; clock: SandboxClock; random: SandboxRandom }) {
    this.#dictionary = parts.dictionary;
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#random = parts.random;
    this.choices = new Choices(parts.dictionary, parts.store);
    this.journal = new Journal(parts.store, parts.random);
    this.display = new DisplayValues({ ...parts, choices: this.choices, journal: this.journal });
    this.#intake = new IntakeReader({ ...parts, choices: this.choices });
    this.#audit = new AuditTrail(parts.store, parts.random);
  }

  /** @throws DataPolicyError */
  create(table: TableStore, input: RecordInput, actor: Actor, rules: WriteRules = {}): Row {
    const { name } = table.definition;
    const intake = this.#intake.read(name, input, { ...rules, timeZone: actor.timeZone });
    const before = this.#dictionary.blankRow(name);
    const next: Row = { ...before, ...intake.values };
    if (table.definition.numberPrefix !== undefined && cellOf(next, 'number') === '') {
      next.number = this.#nextNumber(table.definition.numberPrefix);
    }
    const at = rules.imported?.createdAt ?? this.#stamp(rules);
    const updatedAt = rules.imported?.updatedAt ?? at;
    this.#applyRules({ name, isInsert: true, before, next, actor, at, rules });
    Object.assign(next, { sys_id: newSysId(this.#random), sys_created_on: at, sys_created_by: actor.userName });
    if (!table.definition.isAppendOnly) {
      Object.assign(next, { sys_updated_on: updatedAt, sys_updated_by: actor.userName, sys_mod_count: '0' });
    }
    table.insert(next);
    this.#write(name, next, intake.journal, actor, at, rules);
    return next;
  }

  /** Changes nothing, stamps included, when the input asks for what is there. @throws DataPolicyError */
  update(table: TableStore, row: Row, input: RecordInput, actor: Actor, rules: WriteRules = {}): void {
    const { name } = table.definition;
    const intake = this.#intake.read(name, input, { ...rules, timeZone: actor.timeZone });
    const next: Row = { ...row, ...intake.values };
    const at = this.#stamp(rules);
    this.#applyRules({ name, isInsert: false, before: row, next, actor, at, rules });
    const changes = differences(row, next);
    if (Object.keys(changes).length === 0 && intake.journal.length === 0) return;
    this.#audit.updated(table, row, changes, { userName: actor.userName, at });
    table.update(row, {
      ...changes,
      sys_updated_on: at,
      sys_updated_by: actor.userName,
      sys_mod_count: String(Number(cellOf(row, 'sys_mod_count')) + 1),
    });
    this.#write(name, row, intake.journal, actor, at, rules);
  }

  delete(table: TableStore, row: Row, actor: Actor, rules: WriteRules = {}): void {
    if (!rules.leavesNoTrace) this.#audit.deleted(table, row, { userName: actor.userName, at: this.#stamp(rules) });
    table.delete(row);
  }

  #applyRules(write: {
    name: string;
    isInsert: boolean;
    before: Row;
    next: Row;
    actor: Actor;
    at: string;
    rules: WriteRules;
  }): void {
    const { rules, name: table, ...rest } = write;
    runBusinessRules({ ...rest, table, calculatesPriority: rules.calculatesPriority ?? false });
    if (table !== 'incident' || rules.closingStates === undefined) return;
    demandClosingFields(write.next, rules.closingStates, { dictionary: this.#dictionary, choices: this.choices });
  }

  #write(table: string, row: Row, entries: readonly JournalEntry[], actor: Actor, at: string, rules: WriteRules): void {
    for (const entry of entries) {
      this.journal.add(table, row, entry, { userName: actor.userName, at });
      if (rules.repeatsJournalAs === undefined) continue;
      this.journal.add(table, row, entry, { userName: rules.repeatsJournalAs, at });
    }
  }

  #nextNumber(prefix: string): string {
    const next = this.#numbers.get(prefix) ?? FIRST_NUMBER;
    this.#numbers.set(prefix, next + 1);
    return `${prefix}${String(next).padStart(7, '0')}`;
  }

  #stamp({ holdStampSeconds = 0 }: WriteRules): string {
    const now = this.#clock.now();
    const last = this.#lastStamp;
    const isHeld = last !== undefined && now.getTime() - last.getTime() <= holdStampSeconds * 1000 && now >= last;
    if (!isHeld || last === undefined) this.#lastStamp = now;
    return toWireTime(isHeld && last !== undefined ? last : now);
  }
}

function differences(row: Row, next: Row): Record<string, string> {
  const changes: Record<string, string> = {};
  for (const [column, value] of Object.entries(next)) if (value !== cellOf(row, column)) changes[column] = value;
  return changes;
}
