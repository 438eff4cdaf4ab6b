import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import { useCallback, useState } from 'react';
import { Link as Way } from 'wouter';
import { call } from '../../api/call.js';
import type { Verification, VerificationFinding } from '../../api/operations.js';
import { sayMessage } from '../../words/message.js';
import { WORDS } from '../../words/words.js';
import { type FieldWords, useMappedFields } from '../fields/use-mapped-fields.js';
import { Choice } from '../lists/choice.js';
import type { Column } from '../lists/column.js';
import { LongList } from '../lists/long-list.js';
import { usePages } from '../lists/use-pages.js';
import { withAll } from '../lists/with-all.js';
import { useHere } from '../shell/here.js';

const { verify } = WORDS;
const { findingColumns: columns } = verify;
const KINDS = withAll(verify.kinds);
const PAGE = '100';

/** Everything that was found, with the way to the item. */
export function FindingList({ verification: { id, integration } }: { readonly verification: Verification }) {
  const { host } = useHere();
  const [kind, setKind] = useState<VerificationFinding['kind'] | ''>('');
  const words = useMappedFields(host, [integration]);
  const ask = useCallback(
    (after: string | null) =>
      call(host, 'GET /api/v1/verifications/{id}/findings', {
        path: { id },
        query: { limit: PAGE, ...(after !== null && { cursor: after }), ...(kind !== '' && { kind }) },
      }),
    [host, id, kind],
  );
  const pages = usePages(ask);
  return (
    <section className="stack">
      <div className="bar">
        <Heading size="small" as="h2">
          {verify.findings}
        </Heading>
        <Choice label={verify.kind} value={kind} options={KINDS} choose={setKind} />
      </div>
      <LongList
        label={verify.findings}
        columns={columnsOf(integration, words)}
        pages={pages}
        rowKey={({ number }) => String(number)}
        empty={<EmptyState header={verify.noFindings} description={verify.noFindingsHelp} headingLevel={3} />}
      />
    </section>
  );
}

function columnsOf(integration: string | null, words: FieldWords): readonly Column<VerificationFinding>[] {
  return [
    {
      key: 'pair',
      title: columns.pair,
      cell: ({ left, right, link }) => {
        const pair = verify.pair(left, right);
        return link === null ? pair : <Way href={`/items/${link}`}>{pair}</Way>;
      },
    },
    { key: 'kind', title: columns.kind, cell: ({ kind }) => verify.one[kind] },
    {
      key: 'field',
      title: columns.field,
      cell: ({ field }) => (field === null ? '' : words.nameOf(integration, field)),
    },
    {
      key: 'why',
      title: columns.why,
      cell: ({ message, left, right }) =>
        sayMessage(message, { left: left ?? verify.sides.left, right: right ?? verify.sides.right }),
    },
  ];
}
