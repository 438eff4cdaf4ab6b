import type { JsonValue } from '../../../../backend/shared/index.js';
import type { View } from '../render/view.js';
import type { Account, Directory, Field, Project } from '../site/index.js';
import type { IssueStore } from '../store/index.js';

export type UpdateVerb = 'set' | 'add' | 'remove';

/** What a value is judged by. */
export interface WriteContext {
  readonly directory: Directory;
  readonly store: IssueStore;
  readonly project: Project;
  readonly canBeAssigned: (account: Account) => boolean;
}

/** A value as the changelog has it: the id and what a person reads. */
export interface Trace {
  readonly id: string | null;
  readonly text: string | null;
}

/** How one kind of field takes, keeps and shows values. Stored values are JSON; an empty field stores nothing. */
export interface FieldBehaviour {
  readonly verbs: readonly UpdateVerb[];
  /** What an empty field shows. */
  readonly empty: JsonValue;
  /** The stored form of what a caller sent, null to clear. @throws FieldRefusal */
  parse(input: JsonValue, field: Field, context: WriteContext): JsonValue;
  /** For kinds with `add` and `remove`: the stored form of one element. @throws FieldRefusal */
  parseElement?(input: JsonValue, field: Field, context: WriteContext): string;
  render(stored: JsonValue, field: Field, view: View): JsonValue;
  trace(stored: JsonValue, field: Field, directory: Directory): Trace;
  /** What metadata offers; undefined where any value goes. */
  allowedValues?(field: Field, project: Project, view: View): JsonValue[];
}

/** One field's value is not accepted; the message is Jira's. */
export class FieldRefusal extends Error {
  override readonly name = 'FieldRefusal';
}

export const NOTHING: Trace = { id: null, text: null };
