import { storeChanges } from '../changes/index.js';
import type { SyncJob } from '../integrations/index.js';
import { findLinksByKey } from '../links/index.js';
import { opposite, SIDES, type Side } from '../mappings/index.js';
import type { Plan } from '../plans/index.js';
import { ConfigurationError } from '../shared/index.js';

/**
 * Makes changes of single items that a person named by key or id, linked or not, whatever the ledger says of them.
 * @throws ConfigurationError naming those that neither side knows.
 */
export async function findRequestedItems(job: SyncJob, named: readonly string[], signal: AbortSignal): Promise<void> {
  const unknown: string[] = [];
  for (const name of named) {
    const link = (
      await job.database.transaction('find links by key', (transaction) =>
        findLinksByKey(transaction, name, job.integration.id),
      )
    )[0];
    if (link !== undefined) {
      const side = link.right.key === name || link.right.id === name ? 'right' : 'left';
      await requeue(job, side, link[side]);
      continue;
    }
    let isFound = false;
    for (const side of SIDES) {
      const { tool, container } = job.sides[side];
      const found = await tool.lookUp(
        { container, marks: [], match: { field: 'key', values: [name] }, hint: null, since: null },
        signal,
      );
      const ref = found.byMatch[0]?.ref;
      if (ref === undefined) continue;
      await requeue(job, side, ref);
      isFound = true;
      break;
    }
    if (!isFound) unknown.push(name);
  }
  if (unknown.length > 0) {
    throw new ConfigurationError(
      `no item ${unknown.join(', ')} on either side of ${job.integration.name}; give the key as people write it`,
    );
  }
}

/** Makes changes of the items that a plan wants to carry from or to link, in the run's own lane. */
export async function requeuePlanned(job: SyncJob, plan: Plan): Promise<void> {
  const named = new Set<string>();
  for (const write of plan.writes) {
    const side = opposite(write.side);
    const id = write.sourceId.split(' ')[0] ?? write.sourceId;
    if (named.has(`${side} ${id}`)) continue;
    named.add(`${side} ${id}`);
    await requeue(job, side, { id, key: write.sourceKey });
  }
  for (const { leftId, leftKey } of plan.pairs) {
    if (!named.has(`left ${leftId}`)) await requeue(job, 'left', { id: leftId, key: leftKey });
  }
}

async function requeue(job: SyncJob, side: Side, item: { readonly id: string; readonly key: string }): Promise<void> {
  await job.database.transaction('requeue item', async (transaction) => {
    await transaction.query('update ledger set hash = null where integration_id = $1 and side = $2 and item_id = $3', [
      job.integration.id,
      side,
      item.id,
    ]);
    await storeChanges(transaction, {
      integrationId: job.integration.id,
      lane: job.lane,
      side,
      kind: 'seen',
      // a person, or a plan that has asked the filter, has named it
      filtered: true,
      refs: [{ id: item.id, key: item.key, version: { token: '', at: new Date(0).toISOString() } }],
    });
  });
}
