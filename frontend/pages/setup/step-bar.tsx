import type { Setup } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { useDeed } from '../shell/use-deed.js';
import type { OpenSetup } from './use-setup.js';

const { setup: words } = WORDS;

/** The steps in their order. */
const STEP_ORDER: readonly Setup['step'][] = [
  'connect',
  'containers',
  'filters',
  'mapping',
  'pairing',
  'plan',
  'backfill',
];

/** Where the person stands; steps that were taken lead back, until it is started. */
export function StepBar({ setup, keep }: OpenSetup) {
  const at = STEP_ORDER.indexOf(setup.step);
  const back = useDeed((step: Setup['step']) => keep({ step }));
  return (
    <ol className="steps" aria-label={words.stepsLabel}>
      {STEP_ORDER.map((step, index) => (
        <li
          key={step}
          className={index < at ? 'step step--taken' : 'step'}
          {...(index === at && { 'aria-current': 'step' as const })}
        >
          {index < at && setup.step !== 'backfill' ? (
            <button type="button" className="step__back" disabled={back.isBusy} onClick={() => void back.run(step)}>
              {words.steps[step]}
            </button>
          ) : (
            words.steps[step]
          )}
        </li>
      ))}
    </ol>
  );
}
