import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { useCallback, useState } from 'react';
import { call } from '../../../api/call.js';
import type { Connection } from '../../../api/operations.js';
import { WORDS } from '../../../words/words.js';
import { ConnectionForm } from '../../connections/connection-form.js';
import { ChoiceEntry } from '../../connections/entry.js';
import { Answered } from '../../shell/answered.js';
import { useHere } from '../../shell/here.js';
import { useAnswer } from '../../shell/use-answer.js';
import { useDeed } from '../../shell/use-deed.js';
import { StepFrame } from '../step-frame.js';
import type { OpenSetup } from '../use-setup.js';

const { connect, sides, next: nextWord } = WORDS.setup;
const SIDES = ['left', 'right'] as const;
type Side = (typeof SIDES)[number];
/** Which tool a connection is made to first on each side. */
const USUAL = { left: 'jira', right: 'servicenow' };
const ALL = { limit: '200' };

/** Which two tools. Where one is not connected yet its form is here. */
export function ConnectStep(open: OpenSetup) {
  const { host } = useHere();
  const ask = useCallback(() => call(host, 'GET /api/v1/connections', { query: ALL }), [host]);
  const asked = useAnswer(ask);
  return (
    <Answered asked={asked}>{({ items }) => <Chosen {...open} connections={items} again={asked.again} />}</Answered>
  );
}

function Chosen({
  setup,
  keep,
  connections,
  again,
}: OpenSetup & { readonly connections: readonly Connection[]; readonly again: () => void }) {
  const [names, setNames] = useState({ left: setup.left.connection, right: setup.right.connection });
  const [adding, setAdding] = useState<Side | null>(null);
  const chosen = proposed(names, connections);
  const next = useDeed(async () => {
    const of = (side: Side) =>
      chosen[side] === setup[side].connection
        ? setup[side]
        : { connection: chosen[side], container: null, filter: null };
    const isSame = SIDES.every((side) => chosen[side] === setup[side].connection);
    await keep({ step: 'containers', left: of('left'), right: of('right'), ...(!isSame && { entry: null }) });
  });
  const missing = SIDES.find((side) => chosen[side] === null) ?? null;
  const opened = adding ?? missing;
  const isSame = chosen.left !== null && chosen.left === chosen.right;
  const find = (side: Side) => connections.find(({ name }) => name === chosen[side]);
  const blocked = SIDES.some((side) => find(side)?.state === 'paused');
  return (
    <StepFrame
      title={connect.title}
      lead={connect.lead}
      next={next}
      nextWord={nextWord}
      isReady={!isSame && !blocked}
      hasWay={opened === null}
    >
      <div className="entries entries--beside">
        {SIDES.map((side) => (
          <div key={side} className="stack">
            <Heading size="small" as="h3">
              {sides[side]}
            </Heading>
            {chosen[side] === null && <p className="subtle">{connect.notYet}</p>}
            {chosen[side] !== null && opened !== side && (
              <>
                <ChoiceEntry
                  label={`${connect.choose} (${sides[side]})`}
                  value={chosen[side]}
                  options={connections.map(({ name, connector }) => ({ value: name, word: `${name} (${connector})` }))}
                  write={(name) => setNames({ ...chosen, [side]: name })}
                  {...(isSame && side === 'right' && { fault: connect.same })}
                  help={troubleOf(find(side))}
                />
                <div>
                  <Button appearance="subtle" onClick={() => setAdding(side)}>
                    {connect.another}
                  </Button>
                </div>
              </>
            )}
          </div>
        ))}
      </div>
      {opened !== null && (
        <section className="setup-step__inner" aria-label={connect.adding(sides[opened])}>
          <Heading size="small" as="h3">
            {connect.adding(sides[opened])}
          </Heading>
          <ConnectionForm
            key={`${opened} ${connections.length}`}
            connector={USUAL[opened]}
            onDone={(name) => {
              setNames({ ...names, [opened]: name });
              setAdding(null);
              again();
            }}
            {...(adding !== null && missing === null && { onCancel: () => setAdding(null) })}
          />
        </section>
      )}
    </StepFrame>
  );
}

/** What was chosen; else the usual tool of each side, else one that the other side has not. */
function proposed(names: Readonly<Record<Side, string | null>>, connections: readonly Connection[]) {
  const isKnown = (name: string | null) => connections.some((connection) => connection.name === name);
  const left = isKnown(names.left)
    ? names.left
    : (nameOf(connections, ({ connector }) => connector === USUAL.left) ?? null);
  const right = isKnown(names.right)
    ? names.right
    : (nameOf(connections, ({ connector, name }) => connector !== USUAL.left && name !== left) ??
      nameOf(connections, ({ name }) => name !== left));
  return { left, right };
}

function nameOf(connections: readonly Connection[], test: (connection: Connection) => boolean): string | null {
  return connections.find(test)?.name ?? null;
}

function troubleOf(connection: Connection | undefined): string | null {
  if (connection === undefined) return null;
  if (connection.state === 'paused') return connect.paused(connection.pausedReason ?? '');
  return connection.outage === null ? connection.url : connect.lost;
}
