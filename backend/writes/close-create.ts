import type { FieldValue, Item } from '../connectors/sdk/index.js';
import { chainLines, type HistoryLine } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { Link } from '../links/index.js';
import { afterWrite, type Base, mappedHash, opposite } from '../mappings/index.js';
import type { Closing } from './closing.js';
import { line } from './history-lines.js';
import type { CreateWork, LinkWork } from './link-work.js';
import { alteredMessage } from './messages.js';
import type { PerformedUpdate } from './perform.js';
import { baseOf } from './recover-bases.js';

/** The partner that a tool made. `item` is null when it could not be read yet. */
export interface CreatedItem {
  readonly id: string;
  readonly key: string;
  readonly item: Item | null;
}

/**
 * The link of a created partner. A field that could not be given at creation (a status, a value that needs the partner's key)
 * gets a base of "empty" on the source's side, so that the next merge carries it like any other change, also after a crash.
 */
export function closeCreate(
  job: SyncJob,
  work: CreateWork,
  created: CreatedItem,
  refused: readonly { readonly field: string; readonly message: string }[],
): Closing {
  const side = opposite(work.sourceSide);
  const bases: Record<string, Base> = {};
  const held: LinkWork['held'][number][] = [];
  const lines: HistoryLine[] = [];
  const after: Record<string, FieldValue> = {};
  let isComplete = work.source.comments === null || work.source.comments.length === 0;
  const hold = (field: string, reason: LinkWork['held'][number]['reason'], message: string, answered: FieldValue) => {
    const compiled = work.rule.fields.find((candidate) => candidate.id === field);
    const source = compiled?.[work.sourceSide];
    const value = source === null || source === undefined ? null : (work.source.fields[source.id] ?? null);
    held.push({
      field,
      reason,
      message,
      base: bases[field] ?? null,
      left: work.sourceSide === 'left' ? value : answered,
      right: work.sourceSide === 'left' ? answered : value,
    });
    lines.push(line(job, { id: work.linkId }, work.rule, field, { kind: 'held', message: `${reason}: ${message}` }));
  };
  for (const field of work.rule.fields) {
    const target = field[side];
    const source = field[work.sourceSide];
    const sourceValue = source === null ? null : (work.source.fields[source.id] ?? null);
    const value = work.values[field.id];
    const refusal = refused.find((candidate) => candidate.field === field.id);
    if (target === null || value === undefined) {
      // computed on the source's side from the partner, or never written there: the next merge sees to it
      if (target === null || field.to[work.sourceSide] !== null) isComplete = false;
      continue;
    }
    const answered = created.item?.fields[target.id] ?? null;
    if (refusal !== undefined) hold(field.id, 'rejected', refusal.message, answered);
    else if (value.kind === 'held') hold(field.id, value.reason, value.message, answered);
    else if (!target.onCreate || created.item === null || !(target.id in created.item.fields)) {
      isComplete = false;
      bases[field.id] = baseOf(side, answered, null, null);
    } else {
      const from = source === null ? value.value : sourceValue;
      bases[field.id] = baseOf(side, answered, from, value.value);
      after[target.id] = answered;
      const write = { value: value.value, elements: null };
      const result = afterWrite({ field, side, before: null, sent: write, answered });
      if (result.kind === 'refused') bases[field.id] = baseOf(side, answered, null, null);
      if (result.kind !== 'taken') {
        hold(
          field.id,
          result.kind === 'refused' ? 'refused' : 'altered',
          alteredMessage(job, side, target.kind, { sent: value.value, answered }),
          answered,
        );
      }
    }
  }
  lines.unshift({
    ...line(job, { id: work.linkId }, work.rule, null, {
      kind: 'created',
      message: `${work.source.key} became ${created.key}`,
    }),
    side,
    writeId: work.write.id,
    after,
  });
  const chained = chainLines(null, lines);
  const partner = { id: created.id, key: created.key, url: created.item?.url ?? null };
  const origin = { id: work.source.id, key: work.source.key, url: work.source.url };
  const link: Link = {
    id: work.linkId,
    integrationId: job.integration.id,
    left: work.sourceSide === 'left' ? origin : partner,
    right: work.sourceSide === 'left' ? partner : origin,
    ruleIndex: work.rule.index,
    mappingVersion: job.integration.mappingVersion,
    bases,
    held: held.map(({ field }) => field).sort(),
    problem: null,
    version: 1,
    historyHash: chained.at(-1)?.hash ?? null,
  };
  return {
    claim: work.claim,
    link,
    isNew: true,
    hold: held.map((field) => ({ ...field, integrationId: job.integration.id, linkId: work.linkId })),
    release: [],
    settled: [{ id: work.write.id, state: 'done', targetId: created.id, error: null }],
    history: chained,
    seen: [
      // a source with more to come keeps its change, and must not be taken for dealt with by its hash
      ...(isComplete
        ? [{ side: work.sourceSide, item: work.source, hash: mappedHash(job.mapping, work.sourceSide, work.source) }]
        : []),
      ...(created.item === null
        ? []
        : [{ side, item: created.item, hash: mappedHash(job.mapping, side, withoutComments(work, created.item)) }]),
    ],
    requeue: [],
    comments: [],
    changes: isComplete ? work.changes : [],
    problem: null,
    isPassing: false,
    waiting: false,
    counts: { created: 1, updated: 0, held: held.length, failed: 0 },
    carriedFrom: work.changes.flatMap(({ versionAt }) => versionAt ?? []),
  };
}

/** A new item has no comments; later reads, which ask for them, shall find it unchanged. */
function withoutComments(work: CreateWork, item: Item): Item {
  return { ...item, comments: item.comments ?? (work.source.comments === null ? null : []) };
}

/** What remains of a create that was not made, or of which nobody knows. */
export function closeFailedCreate(
  work: CreateWork,
  ended: { readonly state: PerformedUpdate['state']; readonly problem: string | null },
): Closing {
  return {
    claim: work.claim,
    link: null,
    isNew: false,
    hold: [],
    release: [],
    settled: [{ id: work.write.id, state: ended.state, targetId: null, error: ended.problem }],
    history: [],
    seen: [],
    requeue: [],
    comments: [],
    changes: work.changes,
    problem: ended.problem,
    isPassing: ended.state === 'superseded',
    waiting: ended.state === 'unknown',
    counts: { created: 0, updated: 0, held: 0, failed: ended.problem === null ? 0 : 1 },
    carriedFrom: [],
  };
}
