import type { Item } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { mappedHash, SIDES, type Side } from '../mappings/index.js';
import { allEnded } from '../shared/index.js';
import { type LinkWork, prepareLink, type Waiting } from '../writes/index.js';
import type { Skip, Vanished } from './decision.js';
import { findFormerMappings, presentRule, underPresentMapping } from './former-mapping.js';
import { readItems } from './read-items.js';
import type { Batch, LinkedChanges } from './take-batch.js';

/** Decides what follows from changes of linked items. Partners are read only where the changed side's mapped values moved. */
export async function decideLinked(
  job: SyncJob,
  batch: Batch,
  signal: AbortSignal,
): Promise<readonly (LinkWork | Waiting | Skip | Vanished)[]> {
  const changed = await readSides(job, batch.linked, (linked, side) => hasChange(linked, side), signal);
  const decisions: (LinkWork | Waiting | Skip | Vanished)[] = [];
  const moved: LinkedChanges[] = [];
  for (const linked of batch.linked) {
    const gone = SIDES.find((side) => hasChange(linked, side) && !changed[side].items.has(linked.link[side].id));
    if (gone !== undefined) {
      decisions.push({
        kind: 'vanished',
        side: gone,
        linked,
        missing: changed[gone].missing.get(linked.link[gone].id) ?? null,
      });
    } else if (isUnchanged(job, batch, linked, changed)) {
      decisions.push(skip(job, linked, changed));
    } else {
      moved.push(linked);
    }
  }
  const partners = await readSides(job, moved, (linked, side) => !hasChange(linked, side), signal);
  const former = await findFormerMappings(
    job,
    moved.map(({ link }) => link),
  );
  const decide = async (linked: LinkedChanges): Promise<LinkWork | Waiting | Skip | Vanished> => {
    const items = {
      left: itemOf(linked, 'left', changed, partners),
      right: itemOf(linked, 'right', changed, partners),
    };
    if (items.left === null || items.right === null) {
      const side = items.left === null ? 'left' : 'right';
      const missing = partners[side].missing.get(linked.link[side].id) ?? null;
      return { kind: 'vanished', side, linked, missing };
    }
    const both = { left: items.left, right: items.right };
    const rule = await presentRule(job, former, linked.link, both, signal);
    if (rule === null) return skip(job, linked, changed);
    return prepareLink(
      job,
      {
        link: underPresentMapping(job, former, linked.link, rule),
        isNew: false,
        claim: linked.claim,
        changes: linked.changes,
        rule,
        items: both,
        unsettled: batch.unsettled.filter((write) => write.linkId === linked.link.id),
        givenUp: batch.givenUp.filter((write) => write.linkId === linked.link.id),
        flips: batch.flips.filter(({ linkId }) => linkId === linked.link.id),
        conflicts: batch.conflicts.filter((conflict) => conflict.linkId === linked.link.id),
        linkedComments: batch.comments.filter((comment) => comment.linkId === linked.link.id),
      },
      signal,
    );
  };
  return [...decisions, ...(await allEnded(moved.map(decide)))];
}

type Read = Awaited<ReturnType<typeof readItems>>;

async function readSides(
  job: SyncJob,
  links: readonly LinkedChanges[],
  wanted: (linked: LinkedChanges, side: Side) => boolean,
  signal: AbortSignal,
): Promise<Readonly<Record<Side, Read>>> {
  const ids = (side: Side) => links.filter((linked) => wanted(linked, side)).map((linked) => linked.link[side].id);
  const [left, right] = await Promise.all([
    readItems(job, 'left', ids('left'), signal),
    readItems(job, 'right', ids('right'), signal),
  ]);
  return { left, right };
}

function hasChange(linked: LinkedChanges, side: Side): boolean {
  return linked.changes.some((change) => change.side === side);
}

function itemOf(
  linked: LinkedChanges,
  side: Side,
  changed: Readonly<Record<Side, Read>>,
  partners: Readonly<Record<Side, Read>>,
): Item | null {
  const id = linked.link[side].id;
  return changed[side].items.get(id) ?? partners[side].items.get(id) ?? null;
}

/** Nothing that is mapped has moved since it was last dealt with, and nothing is left over from then. */
function isUnchanged(
  job: SyncJob,
  batch: Batch,
  linked: LinkedChanges,
  changed: Readonly<Record<Side, Read>>,
): boolean {
  const { link } = linked;
  if (link.mappingVersion !== job.integration.mappingVersion || link.problem !== null) return false;
  if (batch.unsettled.some((write) => write.linkId === link.id)) return false;
  if (batch.conflicts.some((conflict) => conflict.linkId === link.id && conflict.state === 'answered')) return false;
  return linked.changes.every((change) => {
    const item = changed[change.side].items.get(change.itemId);
    return item !== undefined && batch.hashes[change.side].get(item.id) === mappedHash(job.mapping, change.side, item);
  });
}

function skip(job: SyncJob, linked: LinkedChanges, changed: Readonly<Record<Side, Read>>): Skip {
  return {
    kind: 'skip',
    claim: linked.claim,
    changes: linked.changes,
    seen: linked.changes.flatMap((change) => {
      const item = changed[change.side].items.get(change.itemId);
      return item === undefined ? [] : [{ side: change.side, item, hash: mappedHash(job.mapping, change.side, item) }];
    }),
  };
}
