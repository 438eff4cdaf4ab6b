import type { FieldKind, FieldValue } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { describeValue, type Side } from '../mappings/index.js';

/** Says that a tool made something else of a written value. */
export function alteredMessage(
  job: SyncJob,
  side: Side,
  kind: FieldKind,
  { sent, answered }: { readonly sent: FieldValue; readonly answered: FieldValue },
): string {
  return `${job.sides[side].connection.name} was given ${describeValue(kind, sent)} and made ${describeValue(kind, answered)} of it`;
}

/** Says that a new item does not show what it was given, after an interruption that leaves open whose doing that is. */
export function unclearMessage(
  job: SyncJob,
  side: Side,
  kind: FieldKind,
  { sent, answered }: { readonly sent: FieldValue; readonly answered: FieldValue },
): string {
  return `${job.sides[side].connection.name} was given ${describeValue(kind, sent)} and shows ${describeValue(kind, answered)}: it made that of it, or somebody did before it was looked at`;
}

/** Says whose edit one of our writes covered; `value` null when the tool keeps no trace of it. */
export function overwrittenMessage(by: string | null, value: string | null): string {
  return `our write covered an edit by ${by ?? 'somebody'} that was not seen before: ${value ?? 'a value that the tool keeps no trace of'}`;
}
