import type { FieldRule, ItemRule, SyncDefinition } from '../../../../backend/mappings/index.js';

/** One row of `fields`, both ways unless the test says otherwise. */
export function aRow(left: string | null, right: string | null, told: Partial<FieldRule> = {}): FieldRule {
  return {
    id: `${left ?? ''}:${right ?? ''}`,
    left,
    right,
    direction: left === null ? 'right' : right === null ? 'left' : 'both',
    values: null,
    toRight: null,
    toLeft: null,
    conflicts: null,
    transition: { left: {}, right: {} },
    ...told,
  };
}

/** Rows of `values` as `left=right` pairs. */
export function values(...pairs: readonly `${string}=${string}`[]): FieldRule['values'] {
  return pairs.map((pair) => {
    const [left = '', right = ''] = pair.split('=');
    return { left, right };
  });
}

/** An entry of `items` for the types of `aContainer`. */
export function anEntry(fields: readonly FieldRule[], told: Partial<ItemRule> = {}): ItemRule {
  return {
    left: 'Task',
    right: 'Task',
    when: { left: null, right: null },
    onCreate: { left: {}, right: {} },
    fields: [...fields],
    ...told,
  };
}

/** A sync of one entry that holds conflicts and lets the left side win at first contact. */
export function aDefinition(fields: readonly FieldRule[], told: Partial<SyncDefinition> = {}): SyncDefinition {
  return {
    kind: 'sync',
    start: 'manual',
    delayMs: 0,
    left: { connection: 'jira', container: 'LEFT', filter: null },
    right: { connection: 'service-now', container: 'RIGHT', filter: null },
    backfill: 'all',
    match: null,
    initial: 'left',
    create: 'both',
    overlapMs: 0,
    settleMs: 0,
    conflicts: 'hold',
    deletes: 'keep',
    panel: ['sync'],
    deleteLimit: { percent: 5, items: 10 },
    items: [anEntry(fields)],
    comments: 'none',
    users: {},
    ...told,
  };
}
