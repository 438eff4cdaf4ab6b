import ErrorIcon from '@atlaskit/icon/core/status-error';
import InformationIcon from '@atlaskit/icon/core/status-information';
import SuccessIcon from '@atlaskit/icon/core/status-success';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import Lozenge from '@atlaskit/lozenge';
import Spinner from '@atlaskit/spinner';
import { token } from '@atlaskit/tokens';
import type { Check } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import type { Examination } from './use-examination.js';

const { connections } = WORDS;
const APPEARANCES = { fails: 'removed', warning: 'moved', 'cannot-tell': 'default' } as const;

/** What the doctor finds, as it finds it, each with what a person does about it. */
export function Findings({ checks, step }: Examination) {
  if (checks === null) return null;
  return (
    <div aria-live="polite">
      <ul className="findings">
        {checks.map((check) => (
          <Finding key={check.id} check={check} />
        ))}
        {step !== null && (
          <li className="finding">
            <Spinner size="small" label="" />
            <span className="subtle">{connections.looking[step]}</span>
          </li>
        )}
      </ul>
    </div>
  );
}

function Finding({ check: { name, outcome, found, neededBy, fix } }: { readonly check: Check }) {
  return (
    <li className="finding">
      <OutcomeIcon outcome={outcome} />
      <div className="finding__words">
        <span className="row">
          {name}
          {outcome !== 'ok' && <Lozenge appearance={APPEARANCES[outcome]}>{connections.outcomes[outcome]}</Lozenge>}
        </span>
        {found !== null && <span className="small">{found}</span>}
        {outcome !== 'ok' && neededBy.length > 0 && (
          <span className="small">{connections.neededBy(neededBy.join(', '))}</span>
        )}
        {fix !== null && <p className="finding__fix">{fix}</p>}
      </div>
    </li>
  );
}

function OutcomeIcon({ outcome }: { readonly outcome: Check['outcome'] }) {
  // The word beside the name says the others.
  const label = outcome === 'ok' ? connections.outcomes.ok : '';
  switch (outcome) {
    case 'ok':
      return <SuccessIcon label={label} color={token('color.icon.success')} />;
    case 'fails':
      return <ErrorIcon label={label} color={token('color.icon.danger')} />;
    case 'warning':
      return <WarningIcon label={label} color={token('color.icon.warning')} />;
    case 'cannot-tell':
      return <InformationIcon label={label} color={token('color.icon.subtle')} />;
  }
}
