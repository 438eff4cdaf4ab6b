import type { CommentBody, Item } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { opposite, type Side } from '../mappings/index.js';
import {
  AppError,
  errorMessage,
  LeaseLostError,
  NotFoundError,
  RateLimitedError,
  ReconnectNeededError,
  RefusedError,
  UnknownOutcomeError,
} from '../shared/index.js';
import { buildUpdate } from './build-update.js';
import type { LinkWork } from './link-work.js';
import type { WrittenField } from './write.js';
import type { NewWrite } from './write-repository.js';

/** How a write ended, for the one who stores it. */
interface Ended {
  readonly write: NewWrite;
  readonly state: 'done' | 'refused' | 'unknown' | 'superseded';
  /** In the tool's own words; null when all is well. */
  readonly problem: string | null;
}

/** What a tool made of an update. */
export interface PerformedUpdate extends Ended {
  /** The fields that were really sent. */
  readonly fields: readonly WrittenField[];
  readonly refused: readonly { readonly field: string; readonly message: string }[];
  /** The item after the write; null when it is not known. */
  readonly answer: Item | null;
}

/** What a tool made of a comment. */
export interface PerformedComment extends Ended {
  readonly copyId: string | null;
}

/** Errors that stop more than one item: they are not an outcome of the write but end the batch. */
export function stopsBatch(error: unknown): boolean {
  return error instanceof ReconnectNeededError || error instanceof RateLimitedError || error instanceof LeaseLostError;
}

/** How often fields are taken out of a refused update before the rest of it is given up for this time. */
const MAX_REFUSALS = 3;

/**
 * Makes the calls of an update. A refused field is taken out and the rest is written (P12); steps that were answered are not
 * made again.
 */
export async function performUpdate(
  job: SyncJob,
  work: LinkWork,
  write: NewWrite,
  signal: AbortSignal,
): Promise<PerformedUpdate> {
  const refused: { field: string; message: string }[] = [];
  const written: WrittenField[] = [];
  let fields = write.body.fields;
  let steps = write.body.steps;
  let answer: Item | null = null;
  for (let round = 0; ; round += 1) {
    let answered = 0;
    try {
      for (const step of steps) {
        answer = await performStep(job, work, write.side, step, signal);
        answered += 1;
      }
      return { write, state: 'done', problem: null, fields: [...written, ...fields], refused, answer };
    } catch (error) {
      const ended = endOf(write, error, signal);
      if (!(error instanceof RefusedError)) return { ...ended, fields, refused, answer: null };
      const settled = steps.slice(0, answered).flatMap((step) => step.fields);
      written.push(...fields.filter((field) => settled.includes(field.target)));
      fields = fields.filter((field) => !settled.includes(field.target));
      const blamed = blamedFields(work, write.side, fields, error);
      if (blamed.length === 0 || round >= MAX_REFUSALS) return { ...ended, fields: [], refused, answer: null };
      for (const field of blamed) {
        refused.push({ field: field.field, message: error.fieldErrors[field.target] ?? error.message });
      }
      const rest = await buildUpdate(
        job,
        write.side,
        work,
        fields.filter((field) => !blamed.includes(field)),
        signal,
      );
      refused.push(...rest.refused);
      fields = rest.fields;
      steps = rest.steps;
      if (written.length === 0 && steps.length === 0) {
        return { write, state: 'refused', problem: null, fields, refused, answer: null };
      }
    }
  }
}

async function performStep(
  job: SyncJob,
  work: LinkWork,
  side: Side,
  step: NewWrite['body']['steps'][number],
  signal: AbortSignal,
): Promise<Item | null> {
  const { tool, container } = job.sides[side];
  const request = { container, id: work.items[side].id, step, fields: job.mapping.fields[side] };
  return (await tool.perform(request, signal)).item;
}

/**
 * The fields that a refusal is about. What it demands beside them (a resolution, close notes) comes of the status that would
 * be entered. Empty when it names none.
 */
function blamedFields(
  work: LinkWork,
  side: Side,
  fields: readonly WrittenField[],
  refusal: RefusedError,
): readonly WrittenField[] {
  const named = fields.filter((field) => field.target in refusal.fieldErrors);
  if (named.length > 0 || Object.keys(refusal.fieldErrors).length === 0) return named;
  return fields.filter(
    (field) => work.rule.fields.find((candidate) => candidate.id === field.field)?.[side]?.kind === 'status',
  );
}

/** Posts the copy of a comment. @param changeCount the least that the target's can be before it; null where it is not known */
export async function performComment(
  job: SyncJob,
  work: LinkWork,
  { write, changeCount }: { readonly write: NewWrite; readonly changeCount: number | null },
  signal: AbortSignal,
): Promise<PerformedComment> {
  const plan = write.body.comment;
  const origin = opposite(write.side);
  const comment = work.items[origin].comments?.find((candidate) => candidate.id === plan?.originId);
  if (plan === null || comment === undefined) {
    return { write, state: 'superseded', problem: null, copyId: null };
  }
  try {
    const added = await job.sides[write.side].tool.addComment(
      {
        container: job.sides[write.side].container,
        itemId: work.items[write.side].id,
        channel: plan.channel,
        body: comment.body satisfies CommentBody,
        authorLine: `${comment.author.label} (${job.sides[origin].connection.name})`,
        mark: write.idempotencyKey,
        changeCount,
      },
      signal,
    );
    return { write, state: 'done', problem: null, copyId: added.id };
  } catch (error) {
    return { ...endOf(write, error, signal), copyId: null };
  }
}

/** What an error says of a write. Errors that concern more than this write are thrown on. */
export function endOf(write: NewWrite, error: unknown, signal: AbortSignal): Ended {
  // stopped in the middle: nobody knows, and the next run looks
  if (signal.aborted || error instanceof UnknownOutcomeError) {
    return { write, state: 'unknown', problem: null };
  }
  if (stopsBatch(error) || !(error instanceof AppError)) throw error;
  if (error instanceof RefusedError || error instanceof NotFoundError) {
    return { write, state: 'refused', problem: errorMessage(error) };
  }
  return { write, state: 'superseded', problem: errorMessage(error) };
}
