import {
  type ConnectionConfiguration,
  type ConnectionDraft,
  FaultyDraftError,
  judgeConnection,
  type ReadConfiguration,
} from '../../configuration/index.js';
import { appFaultFinder } from '../../jira-app/index.js';
import type { Transaction } from '../../storage/index.js';
import type { Application } from '../open-application.js';

/** What a draft is judged by. */
export type JudgeParts = Pick<Application, 'connectors' | 'settings' | 'clock' | 'tenant'>;

/** The draft of a connection in normal form, judged as `apply` does. @throws FaultyDraftError naming every faulty member. */
export async function judgeDraft(
  transaction: Transaction,
  read: ReadConfiguration,
  { name, draft }: { readonly name: string; readonly draft: ConnectionDraft },
  { connectors, settings, clock, tenant }: JudgeParts,
): Promise<ConnectionConfiguration> {
  const { connection, faults } = judgeConnection(name, draft, read, {
    connectors,
    mode: settings.mode,
    now: clock.now(),
    appFault: await appFaultFinder(transaction, tenant),
  });
  if (connection === null) throw new FaultyDraftError(faults);
  return connection;
}
