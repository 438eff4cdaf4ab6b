import { useCallback, useMemo } from 'react';
import { Link, useParams } from 'wouter';
import { call } from '../../api/call.js';
import type { Setup } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { Page } from '../shell/page.js';
import { useAnswer } from '../shell/use-answer.js';
import { StepBar } from './step-bar.js';
import { BackfillStep } from './steps/backfill-step.js';
import { ConnectStep } from './steps/connect-step.js';
import { ContainersStep } from './steps/containers-step.js';
import { FiltersStep } from './steps/filters-step.js';
import { MappingStep } from './steps/mapping-step.js';
import { PairingStep } from './steps/pairing-step.js';
import { PlanStep } from './steps/plan-step.js';
import { type OpenSetup, useSetup } from './use-setup.js';

const { setup: words } = WORDS;

/** One set-up, from the connections to the first run. */
export default function SetupPage() {
  const { host } = useHere();
  const { id = '' } = useParams();
  const ask = useCallback(() => call(host, 'GET /api/v1/setups/{id}', { path: { id } }), [host, id]);
  const asked = useAnswer(ask);
  return (
    <Page title={words.title} lead={words.lead} trail={<Link href="/setup">{words.list.title}</Link>}>
      <Answered asked={asked}>{(answer) => <Wizard key={answer.version} begin={answer} />}</Answered>
    </Page>
  );
}

const STEPS: Readonly<Record<Setup['step'], (props: OpenSetup) => React.ReactNode>> = {
  connect: ConnectStep,
  containers: ContainersStep,
  filters: FiltersStep,
  mapping: MappingStep,
  pairing: PairingStep,
  plan: PlanStep,
  backfill: BackfillStep,
};

function Wizard({ begin }: { readonly begin: Setup }) {
  const open = useSetup(begin);
  const { step } = open.setup;
  const Step = useMemo(() => STEPS[step], [step]);
  return (
    <>
      <StepBar {...open} />
      <Step key={step} {...open} />
    </>
  );
}
