import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { HeldInPanel } from '../../api/operations.js';
import { sayValue } from '../../words/value.js';
import { WORDS } from '../../words/words.js';
import { type Decision, SettleForm } from '../conflicts/settle-form.js';

const { panel } = WORDS;

/** Whose value a field gets, seen from the issue. */
export type PanelTake = 'here' | 'there';

/** A field that waits for a decision, and, for whoever may, the decision. */
export function HeldField({
  name,
  conflict,
  keys,
  settle,
}: {
  readonly name: string;
  readonly conflict: NonNullable<HeldInPanel>;
  readonly keys: Readonly<Record<PanelTake, string>>;
  readonly settle: (decision: Decision<PanelTake>) => Promise<unknown>;
}) {
  const [isDeciding, setDeciding] = useState(false);
  const { here, there, maySettle } = conflict;
  return (
    <div className="held">
      <strong>{name}</strong>
      {/* The choices tell both values. */}
      {!isDeciding && <span className="small">{messageOf(conflict, keys)}</span>}
      {!isDeciding && maySettle && (
        <div>
          <Button spacing="compact" onClick={() => setDeciding(true)}>
            {panel.decide}
          </Button>
        </div>
      )}
      {isDeciding && (
        <SettleForm
          key={conflict.version}
          keyOfOwn={null}
          choices={[
            { take: 'here', word: panel.keep(keys.here), value: sayValue(here), always: null },
            { take: 'there', word: panel.keep(keys.there), value: sayValue(there), always: null },
          ]}
          settle={settle}
        />
      )}
    </div>
  );
}

/** In the words of the engine, but by the keys where it tells of both values. */
function messageOf(
  { reason, message, here, there }: NonNullable<HeldInPanel>,
  keys: Readonly<Record<PanelTake, string>>,
) {
  const values = [keys.here, sayValue(here), keys.there, sayValue(there)] as const;
  if (reason === 'conflict') return panel.bothChanged(...values);
  return reason === 'first-contact' ? panel.bothDiffer(...values) : message;
}
