import { cellOf, type Row } from '../store/row.js';
import type { Actor } from './actor.js';

/** What a business rule sees before a record is stored. */
export interface BeforeWrite {
  readonly table: string;
  readonly isInsert: boolean;
  /** The record as it was; on insert, the table's default values. */
  readonly before: Row;
  /** The record to be stored; rules change it. */
  readonly next: Row;
  readonly actor: Actor;
  /** The stamp that the write will carry. */
  readonly at: string;
  /** The priority always follows from impact and urgency, whatever was written. */
  readonly calculatesPriority: boolean;
}

/** Priority by impact, then urgency: the platform's own look-up table. */
const PRIORITY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1': { '1': '1', '2': '2', '3': '3' },
  '2': { '1': '2', '2': '3', '3': '4' },
  '3': { '1': '3', '2': '4', '3': '5' },
};

const RESOLVED = '6';
const CLOSED = '7';
const CANCELED = '8';

export function runBusinessRules(write: BeforeWrite): void {
  if (write.table === 'incident') applyIncidentRules(write);
  if (write.table === 'problem') follow(write, 'state', 'problem_state');
  if (['incident', 'problem', 'change_request'].includes(write.table)) applyTaskRules(write);
  if (write.table === 'sys_user') applyUserRules(write);
}

function applyTaskRules({ isInsert, before, next, actor, at, calculatesPriority }: BeforeWrite): void {
  if (isInsert) {
    setIfEmpty(next, 'opened_at', at);
    setIfEmpty(next, 'opened_by', actor.sysId);
    next.task_effective_number = cellOf(next, 'number');
  } else if (cellOf(before, 'assignment_group') !== '' && changed(before, next, 'assignment_group')) {
    next.reassignment_count = String(Number(cellOf(next, 'reassignment_count')) + 1);
  }
  if (calculatesPriority || cellOf(next, 'priority') === '') {
    next.priority = PRIORITY[cellOf(next, 'impact')]?.[cellOf(next, 'urgency')] ?? '5';
  }
}

function applyIncidentRules(write: BeforeWrite): void {
  const { isInsert, before, next, actor, at } = write;
  follow(write, 'state', 'incident_state');
  const state = cellOf(next, 'state');
  next.active = String(state !== CLOSED && state !== CANCELED);
  if (!isInsert && !changed(before, next, 'state')) return;
  if (state === RESOLVED || state === CLOSED) {
    setIfEmpty(next, 'resolved_at', at);
    setIfEmpty(next, 'resolved_by', actor.sysId);
  }
  if (state === CLOSED) {
    setIfEmpty(next, 'closed_at', at);
    setIfEmpty(next, 'closed_by', actor.sysId);
  }
  const wasDone = !isInsert && [RESOLVED, CLOSED].includes(cellOf(before, 'state'));
  if (wasDone && state !== RESOLVED && state !== CLOSED) {
    for (const column of ['resolved_at', 'resolved_by', 'closed_at', 'closed_by']) next[column] = '';
    next.reopen_count = String(Number(cellOf(next, 'reopen_count')) + 1);
    next.reopened_by = actor.sysId;
    next.reopened_time = at;
  }
}

function applyUserRules({ before, next }: BeforeWrite): void {
  const isRenamed = changed(before, next, 'first_name') || changed(before, next, 'last_name');
  if (isRenamed) next.name = `${cellOf(next, 'first_name')} ${cellOf(next, 'last_name')}`.trim();
}

/** Keeps two columns equal: the one that was written leads, the first when both were. */
function follow({ before, next }: BeforeWrite, leader: string, follower: string): void {
  if (changed(before, next, leader) || !changed(before, next, follower)) next[follower] = cellOf(next, leader);
  else next[leader] = cellOf(next, follower);
}

function setIfEmpty(row: Row, column: string, value: string): void {
  if (cellOf(row, column) === '') row[column] = value;
}

function changed(before: Row, next: Row, column: string): boolean {
  return cellOf(before, column) !== cellOf(next, column);
}
