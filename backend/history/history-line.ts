import type { FieldValue, FieldValues } from '../connectors/sdk/index.js';
import type { Side } from '../mappings/index.js';
import { type JsonValue, jsonHash } from '../shared/index.js';

/** What happened to a link. */
export type HistoryKind =
  | 'created'
  | 'linked'
  | 'updated'
  | 'agreed'
  | 'held'
  | 'overwritten'
  | 'comment'
  | 'resolved'
  | 'doubled'
  | 'moved'
  | 'ended';

/** One line of a link's history; `before` and `after` are values of `field` on `side`, or all values of a created item by field. */
export interface HistoryLine {
  readonly integrationId: string;
  readonly linkId: string;
  readonly runId: string | null;
  readonly writeId: string | null;
  readonly kind: HistoryKind;
  readonly side: Side | null;
  readonly field: string | null;
  readonly before: FieldValue;
  readonly after: FieldValue | FieldValues;
  readonly message: string | null;
  /** The rule (`rule 0, summary:short_description`) or the person who asked for it. */
  readonly cause: string;
}

/** A line with its place in the chain: each hash covers the line and the hash before it, so a line cannot be changed or taken out unseen. */
export interface ChainedLine extends HistoryLine {
  readonly hash: string;
}

/** Appends `lines` of one link to its chain; the last hash is the link's new one. */
export function chainLines(previousHash: string | null, lines: readonly HistoryLine[]): readonly ChainedLine[] {
  let hash = previousHash;
  return lines.map((line) => {
    hash = lineHash(hash, line);
    return { ...line, hash };
  });
}

/** The hash of one line after another. */
export function lineHash(previousHash: string | null, line: HistoryLine): string {
  const { integrationId, linkId, runId, writeId, kind, side, field, before, after, message, cause } = line;
  return jsonHash([
    previousHash,
    { integrationId, linkId, runId, writeId, kind, side, field, before, after, message, cause },
  ] as unknown as JsonValue);
}
