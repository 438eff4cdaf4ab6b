import type { SyncJob } from '../integrations/index.js';
import { ITEM_FIELD } from '../links/index.js';
import type { Transaction } from '../storage/index.js';

/**
 * Links that an older version of the mapping has written are merged again under the new one (I12), and answers are acted on. Where
 * an item is gone there is nothing to merge until it is seen again; what a person says of that very thing is acted on.
 */
export async function requeueWaiting(transaction: Transaction, job: SyncJob): Promise<void> {
  await transaction.query(
    `insert into changes (integration_id, lane, side, item_id, item_key, kind, filtered)
     select integration_id, $2, 'left', left_id, left_key, 'seen', false from links l
      where integration_id = $1 and ended_at is null
        and (vanished is null and mapping_version < $3
          or exists (select 1 from conflicts c
                      where c.link_id = l.id and c.state = 'answered' and (vanished is null or c.field = $4)))
     on conflict (integration_id, side, item_id) do nothing`,
    [job.integration.id, job.lane, job.integration.mappingVersion, ITEM_FIELD],
  );
}
