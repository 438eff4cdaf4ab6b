import { recordAudit } from '../../audit/index.js';
import { appendHistory, chainLines } from '../../history/index.js';
import { integrationNames, requireSync } from '../../integrations/index.js';
import { endLink, findLink, findLinksByKey, type Link, setHistoryEnd } from '../../links/index.js';
import { UnknownNameError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import type { Application } from '../open-application.js';

/** A pair that has been a link until now. */
export interface UnlinkedPair {
  readonly integration: string;
  readonly left: string;
  readonly right: string;
}

/** Which links are meant: one, or all of an item, in one integration or in all. */
export type Unwanted =
  | { readonly linkId: string }
  | { readonly item: string; readonly integration?: string | undefined };

/**
 * Ends links. Both items stay as they are, go their own ways, and are not linked or
 * made again (I16). A worker that has one of them in hand finds its commit refused.
 * @throws UnknownNameError when there is no such living link.
 */
export async function unlink(
  { database, actor }: Pick<Application, 'database' | 'actor'>,
  unwanted: Unwanted,
): Promise<readonly UnlinkedPair[]> {
  return database.transaction('unlink', async (transaction) => {
    const links = await findUnwanted(transaction, unwanted);
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
      const details = { integration: names.get(link.integrationId) ?? '', right: link.right.key };
      await recordAudit(transaction, actor, { action: 'unlink', subject: link.left.key, details });
    }
    return links.map(({ integrationId, left, right }) => ({
      integration: names.get(integrationId) ?? '',
      left: left.key,
      right: right.key,
    }));
  });
}

async function findUnwanted(transaction: Transaction, unwanted: Unwanted): Promise<readonly Link[]> {
  if ('linkId' in unwanted) {
    const link = await findLink(transaction, unwanted.linkId);
    if (link === null) throw new UnknownNameError(`there is no link ${unwanted.linkId}, or it has ended already`);
    return [link];
  }
  const { item, integration } = unwanted;
  const within = integration === undefined ? null : (await requireSync(transaction, integration)).id;
  const links = await findLinksByKey(transaction, item, within);
  if (links.length > 0) return links;
  throw new UnknownNameError(
    `no item ${item} is linked${integration === undefined ? '' : ` in ${integration}`}; write its key as people do, such as BENCH-12`,
  );
}
