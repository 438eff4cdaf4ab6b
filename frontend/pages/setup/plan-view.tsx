import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import SectionMessage from '@atlaskit/section-message';
import { useCallback } from 'react';
import { call } from '../../api/call.js';
import type { Plan, PlannedWrite } from '../../api/operations.js';
import { sayMessage } from '../../words/message.js';
import { WORDS } from '../../words/words.js';
import { useMappedFields } from '../fields/use-mapped-fields.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';
import { LongList } from '../lists/long-list.js';
import { usePages } from '../lists/use-pages.js';
import { useHere } from '../shell/here.js';
import type { NamesOfSides } from './names-of-sides.js';

const { plan: words } = WORDS.setup;
const { counts: countWords, columns, heldColumns } = words;
/** Of a new item as many fields as tell it. */
const FIELDS_SHOWN = 6;

/** A plan: how much of what, then write by write with before and after. */
export function PlanView({ plan, names }: { readonly plan: Plan; readonly names: NamesOfSides }) {
  const { host } = useHere();
  const { id, integration } = plan;
  const fields = useMappedFields(host, [integration]);
  const ask = useCallback(
    (after: string | null) =>
      call(host, 'GET /api/v1/plans/{id}/writes', {
        path: { id },
        query: { limit: '100', ...(after !== null && { cursor: after }) },
      }),
    [host, id],
  );
  const pages = usePages(ask);
  return (
    <>
      <dl className="counts">
        {countsOf(plan, names).map(({ word, count }) => (
          <div key={word} className={count === 0 ? 'count count--none' : 'count'}>
            <dt className="small">{word}</dt>
            <dd>{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      {plan.readOnly.length > 0 && (
        <SectionMessage appearance="warning" title={words.readOnly(plan.readOnly.join(', '))}>
          {null}
        </SectionMessage>
      )}
      {plan.problems.length > 0 && (
        <SectionMessage appearance="warning" title={words.problems}>
          <ul>
            {[...new Set(plan.problems)].map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </SectionMessage>
      )}
      {plan.held.length > 0 && (
        <section className="stack">
          <Heading size="small" as="h3">
            {words.held}
          </Heading>
          <FactTable
            label={words.held}
            columns={heldColumnsOf((field) => fields.nameOf(integration, field))}
            rows={groupHeld(plan.held, names)}
            rowKey={({ field, message }) => `${field} ${message}`}
            now={new Date()}
          />
        </section>
      )}
      <section className="stack">
        <Heading size="small" as="h3">
          {words.writes}
        </Heading>
        <LongList
          label={words.writes}
          columns={writeColumns(names)}
          pages={pages}
          // An item may get several comments, even equal ones; a plan is what it is, so its places will do.
          rowKey={(_, index) => String(index)}
          empty={<p className="subtle">{words.nothing}</p>}
        />
      </section>
    </>
  );
}

function countsOf({ counts }: Plan, names: NamesOfSides) {
  const ofSides = (kind: 'creates' | 'updates' | 'comments') =>
    (['left', 'right'] as const).map((side) => ({ word: countWords[kind](names[side]), count: counts[kind][side] }));
  return [
    { word: countWords.read, count: counts.read },
    ...ofSides('creates'),
    ...ofSides('updates'),
    ...ofSides('comments'),
    { word: countWords.pairs, count: counts.pairs },
    { word: countWords.unchanged, count: counts.unchanged },
    { word: countWords.held, count: counts.held },
    { word: countWords.problems, count: counts.problems },
  ];
}

const writeColumns = (names: NamesOfSides): readonly Column<PlannedWrite>[] => [
  {
    key: 'write',
    title: columns.write,
    cell: ({ kind, side, sourceKey, targetKey }) => (
      <span className="name">
        <span className="row">
          <Lozenge appearance={kind === 'create' ? 'new' : 'inprogress'}>{words.kinds[kind]}</Lozenge>
          {targetKey ?? names[side]}
        </span>
        <span className="small">{words.from(sourceKey)}</span>
      </span>
    ),
  },
  {
    key: 'fields',
    title: columns.fields,
    cell: ({ fields }) => (
      <ul className="plain">
        {fields.slice(0, FIELDS_SHOWN).map(({ field, name, before, after }) => (
          <li key={field}>{words.change(name, before, after)}</li>
        ))}
        {fields.length > FIELDS_SHOWN && <li className="small">{words.more(fields.length - FIELDS_SHOWN)}</li>}
      </ul>
    ),
  },
];

/** Fields that are held for one reason, of as many items as there are. */
interface HeldGroup {
  readonly field: string;
  readonly message: string;
  readonly keys: readonly string[];
}

/** One reason usually holds many items, and is mended once. */
function groupHeld(held: Plan['held'], names: NamesOfSides): readonly HeldGroup[] {
  const groups = new Map<string, HeldGroup>();
  for (const { field, message: stored, leftKey, rightKey } of held) {
    const message = sayMessage(stored, { left: leftKey ?? names.left, right: rightKey ?? names.right });
    const name = `${field} ${message}`;
    const key = [leftKey, rightKey].filter((one) => one !== null).join(' ↔ ');
    groups.set(name, { field, message, keys: [...(groups.get(name)?.keys ?? []), key] });
  }
  return [...groups.values()].sort((a, b) => b.keys.length - a.keys.length);
}

const KEYS_SHOWN = 3;

const heldColumnsOf = (nameOf: (field: string) => string): readonly Column<HeldGroup>[] => [
  { key: 'field', title: heldColumns.field, cell: ({ field }) => nameOf(field) },
  { key: 'count', title: heldColumns.count, isNumber: true, cell: ({ keys }) => keys.length.toLocaleString('en') },
  {
    key: 'reason',
    title: heldColumns.reason,
    cell: ({ message, keys }) => (
      <span className="name">
        {message}
        <span className="small">
          {words.heldItems(keys.slice(0, KEYS_SHOWN).join(', '), Math.max(0, keys.length - KEYS_SHOWN))}
        </span>
      </span>
    ),
  },
];
