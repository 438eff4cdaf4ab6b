import type { FieldValue } from '../connectors/sdk/index.js';
import { ITEM_FIELD, type LinkState, linkState } from '../links/index.js';
import {
  type FieldRule,
  opposite,
  type PanelDeed,
  SIDES,
  type Side,
  type SyncDefinition,
  syncDefinition,
} from '../mappings/index.js';
import type { Row, Transaction } from '../storage/index.js';

/** An item as a person looks at it: by id, through the connections that reach the tool whose page he is on. */
export interface ShownItem {
  readonly id: string;
  readonly connections: readonly string[];
}

/** What waits for a person in a field, both versions as they were when they were last looked at. */
export interface HeldInPanel {
  readonly conflict: string;
  readonly version: number;
  readonly reason: string;
  readonly message: string;
  readonly here: FieldValue;
  readonly there: FieldValue;
}

/** A mapped field that the item itself has; what is only computed for the other side is not for whoever looks here. */
export interface PanelField {
  readonly field: string;
  readonly name: string;
  /** As both sides last agreed. */
  readonly here: FieldValue;
  readonly there: FieldValue;
  readonly held: HeldInPanel | null;
}

/** One partner of the item, as far as people may see it who see the item. */
export interface PanelLink {
  readonly link: string;
  readonly integrationId: string;
  readonly integration: string;
  /** On which side of the integration the item is. */
  readonly side: Side;
  readonly here: { readonly key: string; readonly title: string | null };
  readonly there: { readonly key: string; readonly title: string | null; readonly url: string | null };
  readonly state: LinkState;
  /** Why a tool refuses it, in its own words. */
  readonly problem: string | null;
  readonly syncedAt: Date;
  /** Changes of either side that were found and not dealt with yet. */
  readonly waiting: number;
  /** Of the integration, else of a connection that it speaks through. */
  readonly pausedReason: string | null;
  readonly fields: readonly PanelField[];
  /** Held in place of a field: one side is gone and the other was edited. */
  readonly heldItem: HeldInPanel | null;
  /** What an administrator lets people do who may edit the item. */
  readonly granted: readonly PanelDeed[];
}

const ENDED = `case when l.ended_at is not null then 'ended' when l.problem is not null then 'failed'
  when l.held <> '{}' then 'held' else 'equal' end`;

/** The living links of an item, from what is stored: no tool is asked. */
export async function findPanelLinks(
  transaction: Transaction,
  { id, connections }: ShownItem,
): Promise<readonly PanelLink[]> {
  const rows = await Promise.all(SIDES.map((side) => rowsOfSide(transaction, side, id, connections)));
  return rows.flat();
}

async function rowsOfSide(
  transaction: Transaction,
  side: Side,
  id: string,
  connections: readonly string[],
): Promise<readonly PanelLink[]> {
  const rows = await transaction.query(
    `select l.*, ${ENDED} as shown_state, i.name, i.definition as present,
            coalesce(i.paused_reason, (
              select min(c.paused_reason) from connections c where c.state = 'paused'
                and c.name in (i.definition->'left'->>'connection', i.definition->'right'->>'connection'))) as paused_reason,
            coalesce(v.definition, i.definition) as definition,
            (select count(*) from changes c
              where c.integration_id = l.integration_id
                and (c.side = 'left' and c.item_id = l.left_id or c.side = 'right' and c.item_id = l.right_id)) as waiting,
            (select coalesce(json_agg(c), '[]') from conflicts c where c.link_id = l.id and c.state <> 'closed') as conflicts
       from links l
       join integrations i on i.id = l.integration_id and i.archived_at is null
       left join mapping_versions v on v.integration_id = l.integration_id and v.version = l.mapping_version
      where l.${side}_id = $1 and l.ended_at is null and i.definition->'${side}'->>'connection' = any($2::text[])
      order by i.name`,
    [id, connections],
  );
  return rows.map((row) => fromRow(row, side));
}

function fromRow(row: Row, side: Side): PanelLink {
  const definition = syncDefinition.parse(row.definition);
  const far = opposite(side);
  const bases = row.bases as Readonly<Record<string, Readonly<Partial<Record<Side, FieldValue>>>>>;
  const held = heldOf(row, side);
  const fields = rulesOf(definition, Number(row.rule_index)).flatMap((rule): readonly PanelField[] => {
    const name = rule[side];
    if (name === null) return [];
    const base = bases[rule.id];
    return [
      { field: rule.id, name, here: base?.[side] ?? null, there: base?.[far] ?? null, held: held.get(rule.id) ?? null },
    ];
  });
  return {
    link: String(row.id),
    integrationId: String(row.integration_id),
    integration: String(row.name),
    side,
    here: { key: String(row[`${side}_key`]), title: titleOf(fields, 'here') },
    there: {
      key: String(row[`${far}_key`]),
      title: titleOf(fields, 'there'),
      url: row[`${far}_url`] === null ? null : String(row[`${far}_url`]),
    },
    state: linkState.parse(row.shown_state),
    problem: row.problem === null ? null : String(row.problem),
    syncedAt: row.synced_at as Date,
    waiting: Number(row.waiting),
    pausedReason: row.paused_reason === null ? null : String(row.paused_reason),
    fields,
    heldItem: held.get(ITEM_FIELD) ?? null,
    granted: syncDefinition.parse(row.present).panel,
  };
}

/** An entry that is gone from the file shows no field: which of them were public nobody says any more. */
function rulesOf({ items }: SyncDefinition, index: number): readonly FieldRule[] {
  return items[index]?.fields ?? [];
}

function heldOf(row: Row, side: Side): ReadonlyMap<string, HeldInPanel> {
  const conflicts = row.conflicts as readonly Row[];
  return new Map(
    conflicts.map((conflict) => [
      String(conflict.field),
      {
        conflict: String(conflict.id),
        version: Number(conflict.version),
        reason: String(conflict.reason),
        message: String(conflict.message),
        here: (conflict[`${side}_value`] ?? null) as FieldValue,
        there: (conflict[`${opposite(side)}_value`] ?? null) as FieldValue,
      },
    ]),
  );
}

/** The first mapped field that is a text: mappings begin with what an item is called. */
function titleOf(fields: readonly PanelField[], place: 'here' | 'there'): string | null {
  const text = fields.map((field) => field[place]).find((value) => typeof value === 'string');
  return text === undefined ? null : String(text);
}
