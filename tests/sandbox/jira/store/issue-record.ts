import type { JsonValue } from '../../../../backend/shared/index.js';

/** A comment as stored; the body is ADF. */
export interface CommentRecord {
  readonly id: number;
  readonly authorId: string;
  readonly updateAuthorId: string;
  readonly body: JsonValue;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly visibility: JsonValue;
  readonly properties: Readonly<Record<string, JsonValue>>;
}

/** One field's part of a history entry; ids in `from` and `to`, what people read in the texts. */
export interface HistoryItem {
  readonly fieldId: string;
  readonly from: string | null;
  readonly fromText: string | null;
  readonly to: string | null;
  readonly toText: string | null;
}

/** One entry of the changelog: one request that changed something. */
export interface HistoryRecord {
  readonly id: number;
  readonly authorId: string;
  readonly createdMs: number;
  readonly items: readonly HistoryItem[];
}

/** A link seen from one of its two issues. */
export interface LinkRecord {
  readonly id: number;
  readonly typeId: string;
  readonly direction: 'inward' | 'outward';
  /** The issue at the other end. */
  readonly otherId: number;
}

export interface AttachmentRecord {
  readonly id: number;
  readonly authorId: string;
  readonly createdMs: number;
  readonly filename: string;
  readonly mimeType: string;
  readonly content: Buffer;
}

export interface WorklogRecord {
  readonly id: number;
  readonly authorId: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly startedMs: number;
  readonly timeSpentSeconds: number;
  readonly comment: JsonValue;
  readonly properties: Readonly<Record<string, JsonValue>>;
}

/**
 * An issue at one moment. Records are never changed, only replaced, so that a stale search index can keep showing an
 * old one without copying anything.
 */
export interface IssueRecord {
  readonly id: number;
  readonly key: string;
  readonly projectId: string;
  /** The n of PROJECT-n. */
  readonly number: number;
  readonly typeId: string;
  readonly statusId: string;
  /** Stored values by field id, in the form its kind keeps; a field without a value is absent. */
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly rank: string;
  readonly creatorId: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly categoryChangedMs: number;
  readonly resolvedMs: number | null;
  readonly comments: readonly CommentRecord[];
  readonly history: readonly HistoryRecord[];
  readonly properties: Readonly<Record<string, JsonValue>>;
  readonly links: readonly LinkRecord[];
  readonly attachments: readonly AttachmentRecord[];
  readonly worklogs: readonly WorklogRecord[];
}
