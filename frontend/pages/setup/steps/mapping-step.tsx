import Button from '@atlaskit/button/new';
import { useEffect, useState } from 'react';
import { call } from '../../../api/call.js';
import type { Proposal, Setup } from '../../../api/operations.js';
import { WORDS } from '../../../words/words.js';
import { useHere } from '../../shell/here.js';
import { Trouble } from '../../shell/trouble.js';
import { useDeed } from '../../shell/use-deed.js';
import { Waiting } from '../../shell/waiting.js';
import { type Entry, entryOf, givenIn, writtenEntry } from '../entry.js';
import { LeftOver } from '../left-over.js';
import { ProposedPair } from '../proposed-pair.js';
import { StepFrame } from '../step-frame.js';
import type { OpenSetup } from '../use-setup.js';

const { mapping } = WORDS.setup;

/** The mapping that is proposed, for a person to look through. Both tools are asked for it when there is none yet. */
export function MappingStep({ setup, keep, show }: OpenSetup) {
  const { host } = useHere();
  const propose = useDeed(async () => {
    const { id, version } = setup;
    show(await call(host, 'POST /api/v1/setups/{id}/propose', { path: { id }, body: { version } }));
  });
  const back = useDeed(() => keep({ step: 'filters' }));
  const isWanted = setup.entry === null || setup.proposal === null;
  const { run } = propose;
  useEffect(() => {
    if (isWanted) void run();
  }, [isWanted, run]);
  const entry = entryOf(setup);
  if (entry === null || setup.proposal === null) {
    return (
      <StepFrame title={mapping.title} lead={mapping.lead} next={propose} back={back} isReady={false}>
        {propose.error === null ? (
          <div role="status">
            <Waiting />
            <p className="subtle centred">{mapping.proposing}</p>
          </div>
        ) : (
          <Trouble error={propose.error} again={() => void propose.run()} />
        )}
      </StepFrame>
    );
  }
  return (
    <Review
      key={setup.version}
      {...{ setup, keep, show, back }}
      begin={entry}
      proposal={setup.proposal}
      again={
        <Button appearance="subtle" isLoading={propose.isBusy} onClick={() => void propose.run()}>
          {mapping.again}
        </Button>
      }
    />
  );
}

function Review({
  setup,
  keep,
  begin,
  proposal,
  back,
  again,
}: OpenSetup & {
  readonly begin: Entry;
  readonly proposal: Proposal;
  readonly back: ReturnType<typeof useDeed<[]>>;
  readonly again: React.ReactNode;
}) {
  const [entry, setEntry] = useState(begin);
  const [dropped, setDropped] = useState<readonly string[]>(setup.dropped);
  const chosen = (): Pick<Setup, 'entry' | 'dropped'> => ({ entry: writtenEntry(entry), dropped: [...dropped] });
  const next = useDeed(() => keep({ step: 'pairing', ...chosen() }));
  const isMissing = proposal.required.some((demanded) => {
    const given = givenIn(entry, demanded);
    return given === undefined || given === null || given === '';
  });
  const drop = (line: string, isUsed: boolean) =>
    setDropped(isUsed ? dropped.filter((one) => one !== line) : [...dropped, line]);
  return (
    <StepFrame
      title={mapping.title}
      lead={mapping.lead}
      next={next}
      back={back}
      isReady={entry.items.length > 0 && !isMissing}
    >
      {entry.items.length === 0 && <p>{mapping.nothing}</p>}
      {proposal.items.map((pair, item) => (
        <ProposedPair
          key={`${pair.left} ${pair.right}`}
          {...{ pair, item, proposal, entry, dropped, drop }}
          sides={{ left: setup.left, right: setup.right }}
          change={setEntry}
          isOpen={item === 0}
        />
      ))}
      <LeftOver proposal={proposal} />
      <div className="row">
        {again}
        <span className="small">{mapping.againHelp}</span>
      </div>
    </StepFrame>
  );
}
