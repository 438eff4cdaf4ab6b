import EmptyState from '@atlaskit/empty-state';
import { useCallback } from 'react';
import { Link as Way } from 'wouter';
import { call } from '../../api/call.js';
import type { Verification } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { LongList } from '../lists/long-list.js';
import { usePages } from '../lists/use-pages.js';
import { useHere } from '../shell/here.js';
import { Page } from '../shell/page.js';
import { foundBy, isUnderWay, Outcome } from './outcome.js';
import { StartVerification } from './start-verification.js';
import { useAskingAgain } from './use-asking-again.js';

const { verify } = WORDS;
const { columns } = verify;

const COLUMNS: readonly Column<Verification>[] = [
  {
    key: 'began',
    title: columns.began,
    cell: ({ id, startedAt, createdAt }, now) => (
      <Way href={`/verify/${id}`}>{sayMoment(startedAt ?? createdAt, now)}</Way>
    ),
  },
  { key: 'integration', title: columns.integration, cell: ({ integration }) => integration ?? verify.gone },
  { key: 'outcome', title: columns.outcome, cell: (verification) => <Outcome verification={verification} /> },
  { key: 'links', title: columns.links, isNumber: true, cell: ({ counts }) => counts.links.toLocaleString('en') },
  { key: 'found', title: columns.found, isNumber: true, cell: (each) => foundBy(each).toLocaleString('en') },
  { key: 'by', title: columns.by, cell: ({ wantedBy }) => wantedBy },
];

/** What was verified, and the way to verify. */
export default function VerifyPage() {
  const { host } = useHere();
  const ask = useCallback(
    (after: string | null) =>
      call(host, 'GET /api/v1/verifications', { query: after === null ? {} : { cursor: after } }),
    [host],
  );
  const pages = usePages(ask);
  useAskingAgain((pages.rows ?? []).some(isUnderWay), pages.again);
  return (
    <Page title={verify.title} lead={verify.lead} actions={<StartVerification />}>
      <LongList
        label={verify.title}
        columns={COLUMNS}
        pages={pages}
        rowKey={({ id }) => id}
        empty={<EmptyState header={verify.none} description={verify.noneHelp} headingLevel={2} />}
      />
    </Page>
  );
}
