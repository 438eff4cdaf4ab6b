import { appendHistory, chainLines } from '../../history/index.js';
import { integrationNames, requireSync } from '../../integrations/index.js';
import { endLink, findLinksByKey, setHistoryEnd } from '../../links/index.js';
import { UnknownNameError } from '../../shared/index.js';
import type { Database } from '../../storage/index.js';

/** A pair that has been a link until now. */
export interface UnlinkedPair {
  readonly integration: string;
  readonly left: string;
  readonly right: string;
}

/**
 * Ends the links of an item, in one integration or in all. Both items stay as they are, go their own ways, and are not linked or
 * made again (I16). A worker that has one of them in hand finds its commit refused.
 * @throws UnknownNameError when the item is not linked.
 */
export async function unlink(
  { database }: { readonly database: Database },
  { item, integration }: { readonly item: string; readonly integration?: string | undefined },
): Promise<readonly UnlinkedPair[]> {
  return database.transaction('unlink', async (transaction) => {
    const within = integration === undefined ? null : (await requireSync(transaction, integration)).id;
    const links = await findLinksByKey(transaction, item, within);
    if (links.length === 0) {
      throw new UnknownNameError(
        `no item ${item} is linked${integration === undefined ? '' : ` in ${integration}`}; write its key as people do, such as BENCH-12`,
      );
    }
    const names = await integrationNames(
      transaction,
      links.map((link) => link.integrationId),
    );
    for (const link of links) {
      const lines = chainLines(link.historyHash, [
        {
          integrationId: link.integrationId,
          linkId: link.id,
          runId: null,
          writeId: null,
          kind: 'ended',
          side: null,
          field: null,
          before: null,
          after: null,
          message: `${link.left.key} and ${link.right.key} are linked no more`,
          cause: 'unlinked by hand',
        },
      ]);
      await appendHistory(transaction, lines);
      await setHistoryEnd(transaction, link.id, lines.at(-1)?.hash ?? null);
      await endLink(transaction, link.id, 'unlinked');
    }
    return links.map(({ integrationId, left, right }) => ({
      integration: names.get(integrationId) ?? '',
      left: left.key,
      right: right.key,
    }));
  });
}
