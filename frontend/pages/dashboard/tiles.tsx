import type { Figures, Status } from '../../api/operations.js';
import { sayDuration } from '../../words/duration.js';
import { WORDS } from '../../words/words.js';

const { tiles } = WORDS.dashboard;

/** The few figures that tell at a glance how it is. */
export function Tiles({ status, figures }: { readonly status: Status; readonly figures: Figures | null }) {
  const sum = (of: (integration: Status['integrations'][number]) => number) =>
    status.integrations.reduce((total, each) => total + of(each), 0);
  const links = sum((each) => each.links);
  const held = sum((each) => each.conflicts);
  const failed = sum((each) => each.failed);
  return (
    <section className="tiles" aria-label={tiles.label}>
      <Tile name={tiles.linked} value={say(links)} help={tiles.inIntegrations(status.integrations.length)} />
      <Tile name={tiles.waiting} value={say(sum((each) => each.waiting))} help={tiles.waitingHelp} />
      <Tile name={tiles.held} value={say(held)} help={tiles.heldHelp} isPressing={held > 0} />
      <Tile name={tiles.failed} value={say(failed)} help={tiles.failedHelp} isPressing={failed > 0} />
      {figures !== null && <DelayTile figures={figures} />}
      {figures !== null && <CallsTile figures={figures} />}
    </section>
  );
}

function DelayTile({ figures }: { readonly figures: Figures }) {
  const { count, p50Ms, p95Ms } = figures.total.delay;
  const isKnown = p50Ms !== null && p95Ms !== null;
  return (
    <Tile
      name={tiles.delay}
      value={isKnown ? sayDuration(p50Ms) : '–'}
      help={isKnown ? tiles.delayHelp(sayDuration(p95Ms), count) : tiles.noDelay}
    />
  );
}

function CallsTile({ figures }: { readonly figures: Figures }) {
  const { reads, writes } = figures.total.calls;
  return <Tile name={tiles.calls} value={say(reads + writes)} help={tiles.callsHelp(reads, writes)} />;
}

interface TileProps {
  readonly name: string;
  readonly value: string;
  readonly help: string;
  readonly isPressing?: boolean;
}

function Tile({ name, value, help, isPressing = false }: TileProps) {
  return (
    <dl className={isPressing ? 'tile tile--pressing' : 'tile'}>
      <dt>{name}</dt>
      <dd className="tile__value">{value}</dd>
      <dd className="small">{help}</dd>
    </dl>
  );
}

function say(count: number): string {
  return count.toLocaleString('en');
}
