import Lozenge from '@atlaskit/lozenge';
import type { Connection } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';

const { connections } = WORDS;

/** Whether the tool answers and may be used, and why not. */
export function StateOfConnection({ connection, now }: { readonly connection: Connection; readonly now: Date }) {
  const { state, pausedReason, outage } = connection;
  const why =
    outage === null
      ? [pausedReason]
      : [
          connections.noAnswerSince(sayMoment(outage.since, now)),
          outage.problem,
          connections.retryAt(sayMoment(outage.retryAt, now)),
        ];
  return (
    <span className="name">
      <span>{lozengeOf(state, outage !== null)}</span>
      {why.map(
        (line) =>
          line !== null && (
            <span key={line} className="small">
              {line}
            </span>
          ),
      )}
    </span>
  );
}

function lozengeOf(state: Connection['state'], isOut: boolean) {
  const { states } = connections;
  if (isOut) return <Lozenge appearance="removed">{states.outage}</Lozenge>;
  if (state === 'paused') return <Lozenge appearance="moved">{states.paused}</Lozenge>;
  return <Lozenge appearance="success">{states.active}</Lozenge>;
}
