import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { useCallback, useMemo, useState } from 'react';
import { call } from '../../../api/call.js';
import type { ListedMappingVersion } from '../../../api/operations.js';
import { sayMappingPath } from '../../../words/mapping-path.js';
import { sayMoment } from '../../../words/moment.js';
import { WORDS } from '../../../words/words.js';
import type { Column } from '../../lists/column.js';
import { LongList } from '../../lists/long-list.js';
import { usePages } from '../../lists/use-pages.js';
import { useHere } from '../../shell/here.js';
import { Comparison } from './comparison.js';

const { versions, differences } = WORDS.mapping;

/** The versions of a mapping: what each changed, how it differs from what counts now, and the way back to it. */
export function Versions({
  integration,
  take,
}: {
  readonly integration: string;
  /** Opens a text as the draft; null where the person may not change the mapping. */
  readonly take: ((yaml: string) => void) | null;
}) {
  const { host } = useHere();
  const [compared, setCompared] = useState<number | null>(null);
  const ask = useCallback(
    (after: string | null) =>
      call(host, 'GET /api/v1/integrations/{name}/mapping/versions', {
        path: { name: integration },
        query: after === null ? {} : { cursor: after },
      }),
    [host, integration],
  );
  const pages = usePages(ask);
  const columns = useMemo(() => columnsWith(setCompared), []);
  return (
    <div className="mapping-versions">
      <LongList
        label={WORDS.mapping.tabs.versions}
        columns={columns}
        pages={pages}
        rowKey={({ version }) => String(version)}
        empty={null}
      />
      {compared !== null && (
        <Comparison
          key={compared}
          integration={integration}
          version={compared}
          take={take}
          close={() => setCompared(null)}
        />
      )}
    </div>
  );
}

function columnsWith(compare: (version: number) => void): readonly Column<ListedMappingVersion>[] {
  return [
    { key: 'version', title: versions.version, cell: ({ version }) => String(version) },
    { key: 'when', title: versions.when, cell: ({ madeAt }, now) => sayMoment(madeAt, now) },
    { key: 'by', title: versions.by, cell: ({ madeBy }) => madeBy?.name ?? versions.nobody },
    { key: 'changes', title: versions.changes, cell: (version) => <Changes version={version} /> },
    {
      key: 'deeds',
      title: versions.compareShort,
      cell: ({ version, isPresent }) =>
        isPresent ? (
          <Lozenge appearance="success">{versions.present}</Lozenge>
        ) : (
          <Button spacing="compact" aria-label={versions.compare(version)} onClick={() => compare(version)}>
            {versions.compareShort}
          </Button>
        ),
    },
  ];
}

function Changes({ version: { version, changes, firstChanges } }: { readonly version: ListedMappingVersion }) {
  if (changes === 0) return version === 1 ? versions.first : differences.none;
  const more = changes - firstChanges.length;
  const named = firstChanges.map(({ kind, path }) => versions.change(differences.kinds[kind], sayMappingPath(path)));
  return (
    <span className="name">
      {[...named, ...(more > 0 ? [versions.more(more)] : [])].map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}
