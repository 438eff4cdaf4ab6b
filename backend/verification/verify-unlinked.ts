import { readItems } from '../changes/index.js';
import type { ItemRef } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { findLinks, findTombstones } from '../links/index.js';
import { opposite, ruleFor, SIDES, type Side } from '../mappings/index.js';
import type { Found, VerificationCounts } from './finding.js';

/** Looks through everything that both filters show for items that have no partner and should have one. */
export async function* verifyUnlinked(
  job: SyncJob,
  counts: VerificationCounts,
  signal: AbortSignal,
): AsyncGenerator<readonly Found[]> {
  for (const side of SIDES) {
    for await (const refs of pages(job, side, signal)) {
      const { lonely, tombstoned } = await withoutPartner(job, side, refs);
      counts.unlinked += tombstoned;
      const found = await missingPartners(job, side, lonely, counts, signal);
      counts.missing += found.length;
      yield found;
    }
  }
}

async function* pages(job: SyncJob, side: Side, signal: AbortSignal): AsyncGenerator<readonly ItemRef[]> {
  const { tool, container } = job.sides[side];
  let after: Parameters<typeof tool.page>[0]['after'] = null;
  do {
    const page = await tool.page(
      {
        container,
        filter: job.integration.definition[side].filter,
        order: 'identity',
        updatedSince: null,
        createdSince: null,
        after,
      },
      signal,
    );
    yield page.refs;
    after = page.next;
  } while (after !== null);
}

async function withoutPartner(job: SyncJob, side: Side, refs: readonly ItemRef[]) {
  const ids = refs.map(({ id }) => id);
  return job.database.transaction('find unlinked items', async (transaction) => {
    const links = await findLinks(transaction, job.integration.id, side, ids);
    const linked = new Set(links.map((link) => link[side].id));
    const tombstones = await findTombstones(transaction, job.integration.id, side, ids);
    const rest = refs.filter(({ id }) => !linked.has(id));
    const lonely = rest.filter(({ id }) => !tombstones.has(id));
    return { lonely, tombstoned: rest.length - lonely.length };
  });
}

/** Of items without a partner, those that the mapping wants to have one. */
async function missingPartners(
  job: SyncJob,
  side: Side,
  refs: readonly ItemRef[],
  counts: VerificationCounts,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const { create } = job.integration.definition;
  const target = opposite(side);
  const isCreated = (create === 'both' || create === target) && !job.sides[target].connection.settings.readOnly;
  if (refs.length === 0) return [];
  const { items } = await readItems(
    job,
    side,
    refs.map(({ id }) => id),
    signal,
  );
  const found: Found[] = [];
  for (const item of items.values()) {
    const rule = await ruleFor(job.mapping, side, item, job.ports, signal);
    if (rule === null || !isCreated) {
      counts.unlinked += 1;
      continue;
    }
    const keys = side === 'left' ? { left: item.key, right: null } : { left: null, right: item.key };
    const message =
      job.integration.onboardedAt === null
        ? `${item.key} has no partner: nothing was onboarded yet`
        : `${item.key} has no partner`;
    found.push({ finding: { ...keys, kind: 'missing', side: target, message }, on: { side, ref: item } });
  }
  return found;
}
