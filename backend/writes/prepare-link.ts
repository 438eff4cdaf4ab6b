import type { Conflict } from '../conflicts/index.js';
import type { Item } from '../connectors/sdk/index.js';
import type { HistoryLine } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { ITEM_FIELD, type Link, type LinkedComment } from '../links/index.js';
import {
  type Base,
  type CompiledRule,
  describeValue,
  type FieldOutcome,
  mergeItem,
  SIDES,
  type Side,
} from '../mappings/index.js';
import type { Claim } from '../storage/index.js';
import { applyAnswers } from './apply-answers.js';
import { buildUpdate, valueOn, writtenFields } from './build-update.js';
import type { Change } from './change-ref.js';
import type { LinkWork } from './link-work.js';
import { planComments } from './plan-comments.js';
import { recoverBases } from './recover-bases.js';
import type { Write } from './write.js';
import type { NewWrite } from './write-repository.js';

/** A pair as it was found. */
export interface Pair {
  readonly link: Link;
  readonly isNew: boolean;
  readonly claim: Claim;
  readonly changes: readonly Change[];
  readonly rule: CompiledRule;
  readonly items: Readonly<Record<Side, Item>>;
  readonly unsettled: readonly Write[];
  readonly conflicts: readonly Conflict[];
  readonly linkedComments: readonly LinkedComment[];
}

/** A pair that must wait: an interrupted write may still land, and what it would land on must not be written meanwhile. */
export interface Waiting {
  readonly kind: 'waiting';
  readonly pair: Pair;
  /** To be looked for again after the settling time. */
  readonly lookedFor: readonly string[];
  /** Null until the first look has set it. */
  readonly delayMs: number | null;
}

/** Merges a pair with fresh eyes and decides every write that follows; changes nothing anywhere. */
export async function prepareLink(job: SyncJob, pair: Pair, signal: AbortSignal): Promise<LinkWork | Waiting> {
  const { link, rule, items } = pair;
  const settled: { id: string; state: 'done' | 'superseded' }[] = [];
  let bases: Record<string, Base> = { ...link.bases };
  const mustWait: Write[] = [];
  for (const write of pair.unsettled.filter((candidate) => candidate.kind !== 'comment')) {
    const recovered = recoverBases(rule, write, items[write.side]);
    bases = { ...bases, ...recovered.bases };
    if (!recovered.landed && !hasBeenAwaited(write)) mustWait.push(write);
    settled.push({ id: write.id, state: recovered.landed ? 'done' : 'superseded' });
  }
  const comments = planComments(
    job,
    link,
    pair,
    pair.linkedComments,
    pair.unsettled.filter((write) => write.kind === 'comment'),
  );
  mustWait.push(...comments.notFound.filter((write) => !hasBeenAwaited(write)));
  if (mustWait.length > 0) {
    const due = mustWait.map((write) => write.lookDueInMs).filter((delayMs) => delayMs !== null);
    return {
      kind: 'waiting',
      pair,
      lookedFor: mustWait.map((write) => write.id),
      delayMs: due.length === mustWait.length ? Math.max(...due) : null,
    };
  }
  settled.push(...comments.found.map((id) => ({ id, state: 'done' as const })));

  const answers = await applyAnswers(job, pair, bases, signal);
  const outcomes: Record<string, FieldOutcome> = {
    ...(await mergeItem(
      {
        mapping: job.mapping,
        rule,
        bases,
        left: items.left,
        right: items.right,
        held: new Set(link.held.filter((field) => !answers.answered.has(field))),
        ports: job.ports,
      },
      signal,
    )),
    ...answers.outcomes,
  };
  return decide(job, pair, { bases, outcomes, settled, comments, lines: answers.lines }, signal);
}

function hasBeenAwaited(write: Write): boolean {
  return write.looks > 0 && (write.lookDueInMs ?? 0) <= 0;
}

interface Merged {
  readonly bases: Record<string, Base>;
  readonly outcomes: Readonly<Record<string, FieldOutcome>>;
  readonly settled: LinkWork['settled'];
  readonly comments: ReturnType<typeof planComments>;
  readonly lines: readonly HistoryLine[];
}

async function decide(job: SyncJob, pair: Pair, merged: Merged, signal: AbortSignal): Promise<LinkWork> {
  const { link, rule, items } = pair;
  const bases = { ...merged.bases };
  const lines: HistoryLine[] = [...merged.lines];
  const held: LinkWork['held'][number][] = [];
  const hold = (field: string, reason: (typeof held)[number]['reason'], message: string) => {
    const compiled = rule.fields.find((candidate) => candidate.id === field);
    held.push({
      field,
      reason,
      message,
      base: bases[field] ?? null,
      left: compiled === undefined ? null : valueOn(compiled, 'left', items),
      right: compiled === undefined ? null : valueOn(compiled, 'right', items),
    });
    if (!link.held.includes(field))
      lines.push(line(job, link, rule, field, { kind: 'held', message: `${reason}: ${message}` }));
  };
  // what waited because one of the two was gone waits no longer: both are here
  const released: string[] = link.held.filter((field) => field === ITEM_FIELD);
  for (const [field, outcome] of Object.entries(merged.outcomes)) {
    if (outcome.kind === 'agreed') {
      bases[field] = outcome.base;
      if (link.held.includes(field)) released.push(field);
    } else if (outcome.kind === 'carry') {
      if (link.held.includes(field)) released.push(field);
      if (outcome.overwrites !== null) lines.push(overwriteLine(job, link, rule, field, outcome.overwrites));
    } else if (outcome.kind === 'held') {
      hold(field, outcome.reason, outcome.message);
    } else if (link.held.includes(field)) {
      refreshHeld(pair, field, held, bases);
    }
  }
  const writes: NewWrite[] = [];
  for (const side of SIDES) {
    // nothing is ever written through a read-only connection; the base stays, so lifting it carries what has gathered
    if (isReadOnly(job, side)) continue;
    const built = await buildUpdate(job, side, pair, writtenFields(side, pair, merged.outcomes), signal);
    for (const refusal of built.refused) hold(refusal.field, 'rejected', refusal.message);
    if (built.steps.length === 0) continue;
    const id = job.random.uuid();
    writes.push({
      id,
      integrationId: job.integration.id,
      runId: job.runId,
      linkId: link.id,
      kind: 'update',
      side,
      idempotencyKey: id,
      sourceId: null,
      sourceKey: items[side === 'left' ? 'right' : 'left'].key,
      targetId: items[side].id,
      body: { fields: built.fields, steps: built.steps, hint: null, comment: null },
    });
  }
  return {
    kind: 'link',
    link,
    isNew: pair.isNew,
    claim: pair.claim,
    changes: pair.changes,
    rule,
    items,
    bases,
    held,
    released,
    writes: [...writes, ...merged.comments.writes.filter(({ side }) => !isReadOnly(job, side))],
    settled: merged.settled,
    knownComments: merged.comments.known,
    lines,
  };
}

function isReadOnly(job: SyncJob, side: Side): boolean {
  return job.sides[side].connection.settings.readOnly;
}

/** A field that waits shows both sides as they are now (I11); whether that is news is for the stored conflict to compare. */
function refreshHeld(pair: Pair, field: string, held: LinkWork['held'][number][], bases: Record<string, Base>): void {
  const conflict = pair.conflicts.find((candidate) => candidate.field === field);
  const compiled = pair.rule.fields.find((candidate) => candidate.id === field);
  if (conflict === undefined || compiled === undefined || conflict.state === 'answered') return;
  held.push({
    field,
    reason: conflict.reason,
    message: conflict.message,
    base: bases[field] ?? null,
    left: valueOn(compiled, 'left', pair.items),
    right: conflict.reason === 'overwritten' ? conflict.right : valueOn(compiled, 'right', pair.items),
  });
}

function overwriteLine(
  job: SyncJob,
  link: Link,
  rule: CompiledRule,
  field: string,
  overwrites: { readonly side: Side; readonly value: HistoryLine['before'] },
): HistoryLine {
  const compiled = rule.fields.find((candidate) => candidate.id === field);
  const kind = compiled?.[overwrites.side]?.kind ?? 'text';
  return {
    ...line(job, link, rule, field, {
      kind: 'overwritten',
      message: `by policy; it was: ${describeValue(kind, overwrites.value)}`,
    }),
    side: overwrites.side,
    before: overwrites.value,
  };
}

/** A line about one field of a link, filled in further by the caller. */
export function line(
  job: SyncJob,
  link: Pick<Link, 'id'>,
  rule: CompiledRule,
  field: string | null,
  what: Pick<HistoryLine, 'kind' | 'message'>,
): HistoryLine {
  return {
    integrationId: job.integration.id,
    linkId: link.id,
    runId: job.runId,
    writeId: null,
    side: null,
    field,
    before: null,
    after: null,
    cause: field === null ? `items[${rule.index}]` : `items[${rule.index}] ${field}`,
    ...what,
  };
}
