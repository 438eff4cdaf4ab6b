import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import { useEffect, useState } from 'react';
import { call } from '../../../api/call.js';
import type { Plan } from '../../../api/operations.js';
import { ProblemError } from '../../../api/problem-error.js';
import { WORDS } from '../../../words/words.js';
import { useHere } from '../../shell/here.js';
import { Trouble } from '../../shell/trouble.js';
import { useDeed } from '../../shell/use-deed.js';
import { Waiting } from '../../shell/waiting.js';
import { namesOfSides } from '../names-of-sides.js';
import { PlanView } from '../plan-view.js';
import { StepFrame } from '../step-frame.js';
import type { OpenSetup } from '../use-setup.js';

const { plan: words, mapping } = WORDS.setup;

/** What would be written, before anything is. */
export function PlanStep({ setup, keep, show }: OpenSetup) {
  const { host } = useHere();
  const [plan, setPlan] = useState<Plan | null>(null);
  const { id } = setup;
  const make = useDeed(async () => {
    const applied = await call(host, 'POST /api/v1/setups/{id}/finish', {
      path: { id },
      body: { version: setup.version },
    });
    show(applied);
    const path = { name: applied.integration ?? '' };
    setPlan(await call(host, 'POST /api/v1/integrations/{name}/plans', { path }));
  });
  const start = useDeed(async () => {
    const body = { version: setup.version, plan: plan?.id ?? null };
    show((await call(host, 'POST /api/v1/setups/{id}/start', { path: { id }, body })).setup);
  });
  const back = useDeed(() => keep({ step: 'pairing' }));
  const toMapping = useDeed(() => keep({ step: 'mapping' }));
  const { run } = make;
  useEffect(() => void run(), [run]);
  const faults = make.error instanceof ProblemError ? (make.error.problem.errors ?? []) : [];
  return (
    <StepFrame
      title={words.title}
      lead={words.lead}
      next={start}
      nextWord={words.start}
      back={back}
      isReady={plan !== null && !make.isBusy}
    >
      {make.isBusy && (
        <div role="status">
          <Waiting />
          <p className="subtle centred">{words.making}</p>
        </div>
      )}
      {faults.length > 0 && (
        <>
          <SectionMessage appearance="error" title={mapping.refused}>
            <ul>
              {faults.map(({ pointer, detail }) => (
                <li key={`${pointer} ${detail}`}>{detail}</li>
              ))}
            </ul>
          </SectionMessage>
          <div>
            <Button isLoading={toMapping.isBusy} onClick={() => void toMapping.run()}>
              {words.toMapping}
            </Button>
          </div>
        </>
      )}
      {make.error !== null && faults.length === 0 && <Trouble error={make.error} again={() => void make.run()} />}
      {plan !== null && !make.isBusy && <PlanView plan={plan} names={namesOfSides(setup)} />}
      {plan !== null && (
        <div>
          <Button appearance="subtle" isDisabled={make.isBusy} onClick={() => void make.run()}>
            {words.again}
          </Button>
        </div>
      )}
    </StepFrame>
  );
}
