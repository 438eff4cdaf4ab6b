import EmptyState from '@atlaskit/empty-state';
import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import { WORDS } from '../../words/words.js';
import { LongList } from '../lists/long-list.js';
import { usePages } from '../lists/use-pages.js';
import { useHere } from '../shell/here.js';
import { Page } from '../shell/page.js';
import { AUDIT_COLUMNS } from './audit-columns.js';
import { AuditFilters, type Filters, NO_FILTERS, queryOf } from './audit-filters.js';

const { audit } = WORDS;
const PAGE = '100';

/** Who did what. */
export default function AuditPage() {
  const { host } = useHere();
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const ask = useCallback(
    (after: string | null) =>
      call(host, 'GET /api/v1/audit', {
        query: { limit: PAGE, ...queryOf(filters), ...(after !== null && { cursor: after }) },
      }),
    [host, filters],
  );
  const pages = usePages(ask);
  return (
    <Page title={audit.title} lead={audit.lead}>
      <AuditFilters choose={setFilters} />
      <LongList
        label={audit.title}
        columns={AUDIT_COLUMNS}
        pages={pages}
        rowKey={({ id }) => id}
        empty={<EmptyState header={audit.none} description={audit.noneHelp} headingLevel={2} />}
      />
    </Page>
  );
}
