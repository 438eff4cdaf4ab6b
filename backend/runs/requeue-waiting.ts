import type { SyncJob } from '../integrations/index.js';
import { ITEM_FIELD } from '../links/index.js';
import type { Transaction } from '../storage/index.js';

/**
 * Links that an older version of the mapping has written are merged again under the new one (I12), and answers are acted on. Where
 * an item is gone there is nothing to merge until it is seen again; what a person says of that very thing is acted on.
 */
export async function requeueWaiting(transaction: Transaction, job: SyncJob): Promise<void> {
  await transaction.query(
    // in two parts, each with an index of what there is to find: mostly nothing, in each poll
    `insert into changes (integration_id, lane, side, item_id, item_key, kind, filtered)
     select $1::uuid, $2, 'left', left_id, left_key, 'seen', false from links
      where integration_id = $1 and ended_at is null and vanished is null and mapping_version < $3
     union
     select $1::uuid, $2, 'left', left_id, left_key, 'seen', false from conflicts c join links l on l.id = c.link_id
      where c.integration_id = $1 and c.state = 'answered' and ended_at is null and (vanished is null or c.field = $4)
     on conflict (integration_id, side, item_id) do nothing`,
    [job.integration.id, job.lane, job.integration.mappingVersion, ITEM_FIELD],
  );
}
