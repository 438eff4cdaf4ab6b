import {
  type Change,
  type Decision,
  decideBatch,
  type FormerMappings,
  fieldsMappedAnew,
  findFormerMappings,
  viewBatch,
} from '../../changes/index.js';
import { type Engine, openJob, PreparedMappings, type SyncJob } from '../../integrations/index.js';
import { type Link, linkFromRow } from '../../links/index.js';
import { SIDES } from '../../mappings/index.js';
import { describeDecision } from '../../plans/index.js';
import { canonicalJson } from '../../shared/index.js';
import { type OpenDraft, underDraft } from '../check/open-draft.js';
import { type Affected, affectedEntries, groupFromRow, type LinkGroup } from './affected-entries.js';
import type { RemapPlan, RemappedItem } from './remap-plan.js';

/** As many items as one bulk read takes. */
const BATCH_SIZE = 100;
/** With all their values before and after; the rest is counted. */
const MOST_SHOWN = 200;

/**
 * Says what a draft would change in items that are linked already, if it were stored: fields that are mapped anew have no base, and
 * meet by `initial` (I12). Reads both tools, at most `limit` pairs; touches neither links nor changes nor ledger (I20).
 * @throws ConfigurationError when the draft has faults, or nothing of it can work.
 */
export async function planRemap(
  engine: Engine,
  draft: OpenDraft,
  limit: number,
  signal: AbortSignal,
): Promise<RemapPlan> {
  const integration = underDraft(draft);
  const alone = { ...engine, mappings: new PreparedMappings() };
  const { job } = await openJob(alone, integration, { id: engine.random.uuid(), lane: 'remap' }, signal);
  const groups = await countGroups(job);
  const former = await findFormerMappings(
    job,
    groups.map(({ version }) => ({ mappingVersion: version })),
  );
  const affected = affectedEntries(groups, former);
  const links = await someLinks(job, affected, limit);
  const met = await meet(job, former, links, signal);
  const total = sum(groups);
  const inAll = sum(affected.groups);
  const count = (side: 'left' | 'right') =>
    met.items.filter(({ writes }) => writes.some((write) => write.kind === 'update' && write.side === side)).length;
  return {
    links: { total, affected: inAll, lookedAt: links.length, isSample: links.length < inAll },
    entries: affected.entries,
    counts: {
      writes: { left: count('left'), right: count('right') },
      comments: met.items.flatMap(({ writes }) => writes).filter(({ kind }) => kind === 'comment').length,
      held: met.items.reduce((all, { held }) => all + held.length, 0),
      unchanged: met.unchanged,
      unknown: met.unknown,
    },
    items: met.items.slice(0, MOST_SHOWN),
    itemsLeft: Math.max(0, met.items.length - MOST_SHOWN),
    readOnly: SIDES.map((side) => job.sides[side].connection)
      .filter(({ settings }) => settings.readOnly)
      .map(({ name }) => name),
  };
}

function sum(groups: readonly LinkGroup[]): number {
  return groups.reduce((all, { links }) => all + links, 0);
}

async function countGroups({ database, integration }: SyncJob): Promise<readonly LinkGroup[]> {
  const rows = await database.transaction('count links by entry', (transaction) =>
    transaction.query(
      `select mapping_version, rule_index, count(*)::int as links from links
        where integration_id = $1 and ended_at is null and vanished is null group by mapping_version, rule_index`,
      [integration.id],
    ),
  );
  return rows.map(groupFromRow);
}

/** Links have random ids, so that the first ones are as good a sample as any, and the same one each time. */
async function someLinks(job: SyncJob, { groups }: Affected, limit: number): Promise<readonly Link[]> {
  if (groups.length === 0) return [];
  const rows = await job.database.transaction('find links to map anew', (transaction) =>
    transaction.query(
      `select l.* from links l
         join unnest($2::int[], $3::int[]) as wanted (version, entry) on l.mapping_version = wanted.version and l.rule_index = wanted.entry
        where l.integration_id = $1 and l.ended_at is null and l.vanished is null order by l.id limit $4`,
      [job.integration.id, groups.map(({ version }) => version), groups.map(({ entry }) => entry), limit],
    ),
  );
  return rows.map(linkFromRow);
}

interface Met {
  readonly items: readonly RemappedItem[];
  readonly unchanged: number;
  readonly unknown: number;
}

async function meet(job: SyncJob, former: FormerMappings, links: readonly Link[], signal: AbortSignal): Promise<Met> {
  const items: RemappedItem[] = [];
  let unchanged = 0;
  let unknown = 0;
  for (let from = 0; from < links.length; from += BATCH_SIZE) {
    const batch = links.slice(from, from + BATCH_SIZE);
    for (const decision of await decideBatch(job, await viewBatch(job, batch.map(toChange)), signal)) {
      const item = decision.kind === 'link' ? describe(job, former, decision) : null;
      if (item === null) unknown += 1;
      else if (item.writes.length + item.held.length > 0) items.push(item);
      else unchanged += 1;
    }
  }
  return { items, unchanged, unknown };
}

/** What follows from the draft alone: an edit that waits to be carried is written with it or without. */
function describe(job: SyncJob, former: FormerMappings, decision: Extract<Decision, { kind: 'link' }>): RemappedItem {
  const { link, rule } = decision;
  const mappedAnew = fieldsMappedAnew(job, former, link, rule) ?? new Set<string>();
  const before = former.get(link.mappingVersion);
  const isOther =
    canonicalJson(before?.items[link.ruleIndex]?.comments ?? before?.comments) !==
    canonicalJson(rule.rule.comments ?? job.integration.definition.comments);
  const { writes, held } = describeDecision(decision);
  return {
    leftKey: link.left.key,
    rightKey: link.right.key,
    writes: writes.flatMap(({ kind, side, fields }): RemappedItem['writes'] => {
      if (kind === 'comment') return isOther ? [{ kind, side, fields }] : [];
      const own = fields.filter(({ field }) => mappedAnew.has(field));
      return own.length === 0 ? [] : [{ kind, side, fields: own }];
    }),
    held: held
      .filter(({ field }) => mappedAnew.has(field))
      .map(({ field, reason, message }) => ({ field, reason, message })),
  };
}

function toChange({ left }: Link): Change {
  return {
    id: '0',
    side: 'left',
    itemId: left.id,
    itemKey: left.key,
    kind: 'seen',
    filtered: false,
    versionToken: null,
    versionAt: null,
    attempts: 0,
  };
}
