import type { Item } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { findLinks } from '../links/index.js';
import { opposite } from '../mappings/index.js';
import { findByIdempotencyKey, isUnsettled } from '../writes/index.js';
import type { Doubled, Postponed, Skip } from './decision.js';
import type { UnlinkedChange } from './take-batch.js';

/** When what another integration is making is looked at again. */
const BEING_MADE_DELAY_MS = 5_000;

/**
 * An item of our account that carries our mark was made by us: it is never a change of its own (I15). Its source finds it by
 * the mark; if its source has a partner already, this is a double. While another integration is making it, nobody can say yet.
 */
export async function decideMarked(
  job: SyncJob,
  unlinked: UnlinkedChange,
  item: Item,
): Promise<Doubled | Postponed | Skip> {
  const mark = item.mark ?? '';
  const { side } = unlinked.change;
  const { claim, change } = unlinked;
  const { write, link } = await job.database.transaction('find write by mark', async (transaction) => {
    const found = (await findByIdempotencyKey(transaction, [mark]))[0] ?? null;
    const isOwn = found?.integrationId === job.integration.id;
    const sources = isOwn && found.sourceId !== null ? [found.sourceId] : [];
    const links = await findLinks(transaction, job.integration.id, opposite(side), sources);
    return { write: found, link: links[0] ?? null };
  });
  if (link !== null && link[side].id !== item.id) {
    return { kind: 'doubled', claim, changes: [change], side, item, linkId: link.id };
  }
  if (isUnsettled(write) && write.integrationId !== job.integration.id) {
    return {
      kind: 'postponed',
      claim,
      changes: [change],
      delayMs: BEING_MADE_DELAY_MS,
      problem: null,
      lookedFor: [],
    };
  }
  return { kind: 'skip', claim, changes: [change], seen: [{ side, item, hash: null }] };
}
