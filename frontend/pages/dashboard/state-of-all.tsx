import SectionMessage from '@atlaskit/section-message';
import type { Status } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';

/** What concerns everything and needs somebody: nothing is shown where all is well. */
export function StateOfAll({ status }: { readonly status: Status }) {
  const { dashboard } = WORDS;
  const warnings = [...status.warnings, ...status.connections.flatMap((connection) => connection.warnings)];
  return (
    <>
      {status.pausedReason !== null && (
        <SectionMessage appearance="warning" title={dashboard.everythingPaused}>
          <p>{status.pausedReason}</p>
        </SectionMessage>
      )}
      {status.workers === 0 && status.integrations.length > 0 && (
        <SectionMessage appearance="warning" title={dashboard.noWorker}>
          <p>{dashboard.noWorkerHelp}</p>
        </SectionMessage>
      )}
      {warnings.map(({ kind, message, fix }) => (
        <SectionMessage key={`${kind} ${message}`} appearance="information" title={message}>
          <p>{fix}</p>
        </SectionMessage>
      ))}
    </>
  );
}
