import Heading from '@atlaskit/heading';
import Link from '@atlaskit/link';
import { useCallback, useEffect } from 'react';
import { call } from '../../api/call.js';
import type { Sample, SetupSide, ToldItem } from '../../api/operations.js';
import { ProblemError } from '../../api/problem-error.js';
import { WORDS } from '../../words/words.js';
import { LinesEntry } from '../connections/entry.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useAnswer } from '../shell/use-answer.js';
import { Waiting } from '../shell/waiting.js';
import { useSettled } from './use-settled.js';

const { filters, sides } = WORDS.setup;

interface FilterOfSideProps {
  readonly side: 'left' | 'right';
  readonly where: SetupSide;
  /** Null until it is known. */
  readonly connector: string | null;
  readonly filter: string;
  readonly write: (filter: string) => void;
  /** Told whether the tool refuses it. */
  readonly noteWrong: (isWrong: boolean) => void;
}

/** A filter, how many items it is for, and some of them. */
export function FilterOfSide({ side, where, connector, filter, write, noteWrong }: FilterOfSideProps) {
  const { host } = useHere();
  const { connection, container } = where;
  const settled = useSettled(filter).trim();
  const ask = useCallback(
    () =>
      call(host, 'POST /api/v1/connections/{name}/containers/{container}/sample', {
        path: { name: connection ?? '', container: container ?? '' },
        body: { filter: settled === '' ? null : settled },
      }),
    [host, connection, container, settled],
  );
  const { answer, error, isAsking, again } = useAnswer(ask);
  const fault = error instanceof ProblemError ? error.problem.errors?.[0]?.detail : undefined;
  useEffect(() => noteWrong(error !== null), [error, noteWrong]);
  return (
    <div className="stack">
      <Heading size="small" as="h3">
        {`${sides[side]}: ${container ?? ''}`}
      </Heading>
      <LinesEntry
        label={`${filters.filter} (${sides[side]})`}
        value={filter}
        write={write}
        help={filters.languages[connector ?? ''] ?? filters.otherLanguage}
        fault={fault}
      />
      {error !== null && fault === undefined && <Trouble error={error} again={again} />}
      {error === null && (answer === null ? <Waiting isSmall /> : <Items {...{ side, answer, isAsking }} />)}
    </div>
  );
}

function Items({
  side,
  answer: { count, counted, items },
  isAsking,
}: {
  readonly side: 'left' | 'right';
  readonly answer: Sample;
  readonly isAsking: boolean;
}) {
  return (
    <>
      <strong role="status">{isAsking ? filters.counting : filters.counted(count, counted)}</strong>
      {items.length === 0 ? (
        <p className="subtle">{filters.nothing}</p>
      ) : (
        <FactTable
          label={filters.samples(sides[side])}
          columns={ITEM_COLUMNS}
          rows={items}
          rowKey={({ key }) => key}
          now={new Date()}
        />
      )}
    </>
  );
}

const ITEM_COLUMNS: readonly Column<ToldItem>[] = [
  {
    key: 'item',
    title: filters.columns.item,
    cell: ({ key, title, url }) => (
      <span className="name">
        {url === null ? (
          key
        ) : (
          <Link href={url} target="_blank" rel="noopener noreferrer">
            {key}
          </Link>
        )}
        <span className="small">{title}</span>
      </span>
    ),
  },
  { key: 'type', title: filters.columns.type, cell: ({ type }) => type },
  { key: 'status', title: filters.columns.status, cell: ({ status }) => status },
];
