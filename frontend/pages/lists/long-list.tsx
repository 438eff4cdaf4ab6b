import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { WORDS } from '../../words/words.js';
import { Trouble } from '../shell/trouble.js';
import { Waiting } from '../shell/waiting.js';
import type { Column } from './column.js';
import { FactCells, FactHead } from './fact-cells.js';
import type { Pages } from './use-pages.js';

/** Of a row on a wide screen; what rows really take is measured. */
const ROW_PX = 56;
/** Rows beyond those in sight that are there already, so that scrolling shows no gaps. */
const BEYOND = 12;
/** Rows before the end at which more are asked for. */
const AHEAD = 40;

/**
 * A table of any length: only the rows in sight exist, and more are asked for while one scrolls. The box that scrolls can be reached and
 * moved by the keyboard.
 */
export function LongList<Row>({
  label,
  columns,
  pages: { rows, isWhole, isAsking, error, answeredAt, more, again },
  rowKey,
  empty,
}: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly pages: Pages<Row>;
  readonly rowKey: (row: Row, index: number) => string;
  /** Shown where the list has nothing. */
  readonly empty: ReactNode;
}) {
  const box = useRef<HTMLElement>(null);
  const count = rows?.length ?? 0;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: BEYOND,
    getItemKey: (index) => (rows?.[index] === undefined ? index : rowKey(rows[index], index)),
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (!isWhole && !isAsking && error === null && last > count - AHEAD) more();
  }, [last, count, isWhole, isAsking, error, more]);
  /** The browser's own way would glide there, and stop where the first rows on the way are measured. */
  const jump = (event: KeyboardEvent) => {
    const to = { Home: 0, End: count - 1 }[event.key];
    if (to === undefined || event.target !== event.currentTarget) return;
    event.preventDefault();
    virtual.scrollToIndex(to);
  };
  if (rows === null) return error === null ? <Waiting /> : <Trouble error={error} again={again} />;
  if (count === 0) return <>{empty}</>;
  // The room of the rows that are not there.
  const room = {
    marginBlockStart: shown[0]?.start ?? 0,
    marginBlockEnd: virtual.getTotalSize() - (shown.at(-1)?.end ?? 0),
  };
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="long-list" ref={box} aria-label={label} tabIndex={0} onKeyDown={jump}>
        <table className="facts" aria-label={label} aria-rowcount={isWhole ? count + 1 : -1} style={room}>
          <FactHead columns={columns} />
          <tbody>
            {shown.map(({ index, key }) => {
              const row = rows[index];
              return (
                row !== undefined && (
                  <tr key={key} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
                    <FactCells columns={columns} row={row} now={answeredAt} />
                  </tr>
                )
              );
            })}
          </tbody>
        </table>
      </section>
      <span className="small" role="status">
        {isAsking ? WORDS.lists.asking(count) : isWhole ? WORDS.lists.whole(count) : WORDS.lists.part(count)}
      </span>
      {error !== null && <Trouble error={error} again={more} />}
    </div>
  );
}
