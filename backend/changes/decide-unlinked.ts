import { warnOfSharedAccount } from '../connections/index.js';
import type { Item, LookUpResult } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { findLinkedByOthers, findLinks, type Link, newLink } from '../links/index.js';
import { type CompiledRule, createValues, opposite, ruleFor, SIDES, type Side } from '../mappings/index.js';
import { allEnded, type JsonValue, once } from '../shared/index.js';
import {
  type CreateWork,
  commentsToCarry,
  copiesOfOthers,
  isUnsettled,
  type LinkWork,
  prepareLink,
  type Waiting,
  type Write,
} from '../writes/index.js';
import { decideGone } from './decide-gone.js';
import { decideMarked } from './decide-marked.js';
import type { Doubled, Orphaned, Postponed, Skip } from './decision.js';
import { oldestMarked } from './oldest-marked.js';
import { readItems } from './read-items.js';
import type { Batch, UnlinkedChange } from './take-batch.js';

type Decision = CreateWork | LinkWork | Waiting | Skip | Postponed | Doubled | Orphaned;

/** An unlinked item that this integration shall find or make a partner for. */
interface Candidate {
  readonly kind: 'candidate';
  readonly unlinked: UnlinkedChange;
  readonly item: Item;
  readonly rule: CompiledRule;
}

/** Decides what follows from items without a link: a partner that exists is found, one that does not is created. */
export async function decideUnlinked(job: SyncJob, batch: Batch, signal: AbortSignal): Promise<readonly Decision[]> {
  const decisions: Decision[] = [];
  for (const side of SIDES) {
    const ofSide = batch.unlinked.filter(({ change }) => change.side === side);
    if (ofSide.length === 0) continue;
    const read = await readItems(
      job,
      side,
      ofSide.map(({ change }) => change.itemId),
      signal,
      { marks: true },
    );
    await warnOfSharedAccount(job.database, job.sides[side].connection, read.items.values());
    const linkedByOthers = await followedByOthers(job, side, read.items);
    const looked = await allEnded(
      ofSide.map((unlinked) => {
        const item = read.items.get(unlinked.change.itemId);
        const isFollowed = item !== undefined && linkedByOthers.has(item.id);
        return decideAlone(job, unlinked, { item, isFollowed }, signal);
      }),
    );
    const candidates = looked.flatMap((one) => (one.kind === 'candidate' ? [one] : []));
    decisions.push(...looked.flatMap((one) => (one.kind === 'candidate' ? [] : [one])));
    const wanted = await insideFilter(job, side, candidates, signal);
    decisions.push(
      ...candidates
        .filter((candidate) => !wanted.includes(candidate))
        .map(({ unlinked, item }) => skip(unlinked, item)),
    );
    decisions.push(...(await findOrCreate(job, side, wanted, signal)));
  }
  return decisions;
}

/** Whether we have made it. A mark on an item that somebody else has made came with a copy. */
function isMarked(job: SyncJob, item: Item): boolean {
  return item.createdByUs && item.mark !== null && job.marks.isOurs(item.mark);
}

/** What can be said of an item without a look at the other side. @param read.isFollowed whether another integration has linked it */
async function decideAlone(
  job: SyncJob,
  unlinked: UnlinkedChange,
  { item, isFollowed }: { readonly item: Item | undefined; readonly isFollowed: boolean },
  signal: AbortSignal,
): Promise<Candidate | Doubled | Skip | Postponed | Orphaned> {
  if (item === undefined) return decideGone(job, unlinked, signal);
  if (isMarked(job, item) && !isFollowed) return decideMarked(job, unlinked, item);
  const { side } = unlinked.change;
  const rule = unlinked.isTombstoned ? null : await ruleFor(job.mapping, side, item, job.ports, signal);
  return rule === null ? skip(unlinked, item) : { kind: 'candidate', unlinked, item, rule };
}

/**
 * Items that we have made for another integration, and that it has linked with another place: for this one they are items like any
 * other, so that a chain of tools passes them on. One link per item and partner container, and no rings, keep them from coming back (I17).
 */
function followedByOthers(
  job: SyncJob,
  side: Side,
  items: ReadonlyMap<string, Item>,
): Promise<ReadonlySet<string>> | ReadonlySet<string> {
  const marked = [...items.values()].filter((item) => isMarked(job, item)).map(({ id }) => id);
  if (marked.length === 0) return new Set();
  return job.database.transaction('find links of others', (transaction) =>
    findLinkedByOthers(transaction, {
      integrationId: job.integration.id,
      connection: job.sides[side].connection.name,
      itemIds: marked,
      target: job.sides[opposite(side)],
    }),
  );
}

function skip(unlinked: UnlinkedChange, item: Item): Skip {
  return {
    kind: 'skip',
    claim: unlinked.claim,
    changes: [unlinked.change],
    seen: [{ side: unlinked.change.side, item, hash: null }],
  };
}

/** Polls ask without the filter, for a linked item is followed even when it leaves it; so who is new is asked for here. */
async function insideFilter(
  job: SyncJob,
  side: Side,
  candidates: readonly Candidate[],
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const { filter } = job.integration.definition[side];
  const asked = candidates.filter(({ unlinked }) => !unlinked.change.filtered);
  if (filter === null || asked.length === 0) return candidates;
  const inside = await job.sides[side].tool.matching(
    { container: job.sides[side].container, filter, ids: asked.map(({ item }) => item.id) },
    signal,
  );
  return candidates.filter((candidate) => !asked.includes(candidate) || inside.has(candidate.item.id));
}

async function findOrCreate(
  job: SyncJob,
  side: Side,
  candidates: readonly Candidate[],
  signal: AbortSignal,
): Promise<readonly Decision[]> {
  if (candidates.length === 0) return [];
  const target = opposite(side);
  const found = await lookUp(job, side, candidates, signal);
  const partnerIds = [
    ...found.byMark.map(({ ref }) => ref.id),
    ...found.byMatch.map(({ ref }) => ref.id),
    ...candidates.flatMap(({ unlinked }) => knownTarget(unlinked.write) ?? []),
  ];
  const taken = await job.database.transaction('find links of partners', (transaction) =>
    findLinks(transaction, job.integration.id, target, partnerIds),
  );
  const partners = await readItems(
    job,
    target,
    partnerIds.filter((id) => !taken.some((link) => link[target].id === id)),
    signal,
  );
  const paired = new Set<string>();
  const hint = once(() => job.sides[target].tool.creationHint(job.sides[target].container, signal));
  const decide = async (candidate: Candidate): Promise<Decision> => {
    const partner = choosePartner(job, side, candidate, found, taken);
    if (partner.kind === 'ambiguous') return postponed(candidate, null, partner.problem);
    if (partner.kind === 'none') return createOrWait(job, candidate, hint, signal);
    const item = partners.items.get(partner.id);
    if (item === undefined || paired.has(partner.id))
      return postponed(candidate, null, `its partner ${partner.id} cannot be read or pairs with another item too`);
    paired.add(partner.id);
    return pairUp(job, candidate, item, partner.byMark, signal);
  };
  return allEnded(candidates.map(decide));
}

/** One look-up for the whole batch, by marks and by the values that pair. */
async function lookUp(
  job: SyncJob,
  side: Side,
  candidates: readonly Candidate[],
  signal: AbortSignal,
): Promise<LookUpResult> {
  const target = opposite(side);
  const { tool, container } = job.sides[target];
  const { match } = job.integration.definition;
  const byMark: LookUpResult['byMark'][number][] = [];
  const byMatch: LookUpResult['byMatch'][number][] = [];
  for (let from = 0; from < candidates.length; from += tool.abilities.lookUpBatchSize) {
    const chunk = candidates.slice(from, from + tool.abilities.lookUpBatchSize);
    const interrupted = chunk.flatMap(({ unlinked }) => (isUnsettled(unlinked.write) ? [unlinked.write] : []));
    // where the tool cannot be asked consistently, pages carry the marks and only what was interrupted is looked for
    const marks = tool.abilities.consistentLookUp
      ? chunk.map(({ unlinked }) => unlinked.mark)
      : interrupted.map((write) => write.idempotencyKey);
    const values = match === null ? [] : chunk.flatMap(({ item }) => matchValue(item, match[side]) ?? []);
    if (marks.length === 0 && values.length === 0) continue;
    const oldest = interrupted.reduce<Date | null>(
      (since, write) => (since === null || write.intendedAt < since ? write.intendedAt : since),
      null,
    );
    const result = await tool.lookUp(
      {
        container,
        marks,
        match: match === null || values.length === 0 ? null : { field: match[target], values },
        hint: interrupted.find((write) => write.body.hint !== null)?.body.hint ?? null,
        since: oldest,
      },
      signal,
    );
    byMark.push(...result.byMark);
    byMatch.push(...result.byMatch);
  }
  return { byMark, byMatch };
}

/** The partner that a page has shown to carry the mark, though this database has no link of it: it was made after the backup that this database is (I15). */
function knownTarget(write: Write | null): string | null {
  return write?.state === 'done' ? write.targetId : null;
}

/** The value that pairs, as text; null when it is empty. */
function matchValue(item: Item, field: string): string | null {
  if (field === 'key') return item.key;
  const value = item.fields[field] ?? null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return null;
}

type Partner =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly id: string; readonly byMark: boolean }
  | { readonly kind: 'ambiguous'; readonly problem: string };

function choosePartner(
  job: SyncJob,
  side: Side,
  candidate: Candidate,
  found: LookUpResult,
  taken: readonly Link[],
): Partner {
  const target = opposite(side);
  const marked = oldestMarked(found, candidate.unlinked.mark);
  if (marked !== null) return { kind: 'found', id: marked.ref.id, byMark: true };
  const known = knownTarget(candidate.unlinked.write);
  if (known !== null) return { kind: 'found', id: known, byMark: true };
  const { match } = job.integration.definition;
  const value = match === null ? null : matchValue(candidate.item, match[side]);
  if (match === null || value === null) return { kind: 'none' };
  const hits = found.byMatch.filter((hit) => hit.value === value);
  const free = hits.filter((hit) => !taken.some((link) => link[target].id === hit.ref.id));
  if (hits.length === 0) return { kind: 'none' };
  const named = hits.map((hit) => hit.ref.key).join(', ');
  if (hits.length > 1)
    return { kind: 'ambiguous', problem: `${match[target]} "${value}" pairs it with several: ${named}` };
  const only = free[0];
  if (only === undefined)
    return {
      kind: 'ambiguous',
      problem: `${match[target]} "${value}" pairs it with ${named}, which is linked already`,
    };
  return { kind: 'found', id: only.ref.id, byMark: false };
}

function pairUp(
  job: SyncJob,
  candidate: Candidate,
  partner: Item,
  byMark: boolean,
  signal: AbortSignal,
): Promise<LinkWork | Waiting> {
  const { item, rule, unlinked } = candidate;
  const items = unlinked.change.side === 'left' ? { left: item, right: partner } : { left: partner, right: item };
  const link = newLink(job.integration, { id: job.random.uuid(), ...items, ruleIndex: rule.index });
  // what was made by us is at what we made it of, not at first contact
  const write = byMark && isUnsettled(unlinked.write) ? [unlinked.write] : [];
  return prepareLink(
    job,
    {
      link,
      isNew: true,
      claim: unlinked.claim,
      changes: [unlinked.change],
      rule,
      items,
      unsettled: write,
      givenUp: [],
      flips: [],
      conflicts: [],
      linkedComments: [],
    },
    signal,
  );
}

async function createOrWait(
  job: SyncJob,
  candidate: Candidate,
  creationHint: () => Promise<JsonValue | null>,
  signal: AbortSignal,
): Promise<Decision> {
  const { unlinked, item, rule } = candidate;
  const side = unlinked.change.side;
  const target = opposite(side);
  const { create } = job.integration.definition;
  const mayCreate = (create === 'both' || create === target) && !job.sides[target].connection.settings.readOnly;
  if (!mayCreate) return skip(unlinked, item);
  const interrupted = unlinked.write;
  if (isUnsettled(interrupted)) {
    if (interrupted.looks === 0) {
      return { ...postponed(candidate, null, null), lookedFor: [{ id: interrupted.id, side: target }] };
    }
    if ((interrupted.lookDueInMs ?? 0) > 0) return postponed(candidate, interrupted.lookDueInMs, null);
  }
  const linkId = job.random.uuid();
  const values = await createValues({ mapping: job.mapping, rule, from: side, item, ports: job.ports }, signal);
  const hint = await creationHint();
  return {
    kind: 'create',
    linkId,
    claim: unlinked.claim,
    changes: [unlinked.change],
    rule,
    sourceSide: side,
    source: item,
    mark: unlinked.mark,
    values,
    comments: commentsToCarry(job, rule, side, item, await copiesOfOthers(job, [item], [])),
    write: {
      id: job.random.uuid(),
      integrationId: job.integration.id,
      runId: job.runId,
      linkId: null,
      kind: 'create',
      side: target,
      idempotencyKey: unlinked.mark,
      sourceId: item.id,
      sourceKey: item.key,
      targetId: null,
      body: {
        fields: rule.fields.flatMap((field) => {
          const descriptor = field[target];
          const value = values[field.id];
          if (descriptor === null || value?.kind !== 'value' || !descriptor.onCreate) return [];
          const source = field[side];
          return [
            {
              field: field.id,
              target: descriptor.id,
              before: null,
              write: { value: value.value, elements: null },
              source: source === null ? value.value : (item.fields[source.id] ?? null),
              bothSides: false,
            },
          ];
        }),
        steps: [],
        hint,
        comment: null,
      },
    },
  };
}

function postponed(candidate: Candidate, delayMs: number | null, problem: string | null): Postponed {
  return {
    kind: 'postponed',
    claim: candidate.unlinked.claim,
    changes: [candidate.unlinked.change],
    delayMs,
    problem,
    lookedFor: [],
  };
}
