import type { FieldRule, SyncDefinition } from '../../backend/mappings/index.js';

/**
 * A field rule with everything left at its default.
 * @public
 */
export function fieldRule(left: string | null, right: string | null, change: Partial<FieldRule> = {}): FieldRule {
  return {
    id: `${left ?? ''}:${right ?? ''}`,
    left,
    right,
    direction: 'both',
    values: null,
    toRight: null,
    toLeft: null,
    conflicts: null,
    transition: { left: {}, right: {} },
    ...change,
  };
}

/** The integration `incidents` of the normative example: Jira project BENCH and ServiceNow incidents. */
export function incidents(change: Partial<SyncDefinition> = {}): SyncDefinition {
  return {
    kind: 'sync',
    start: 'manual',
    delayMs: 60_000,
    left: { connection: 'jira', container: 'BENCH', filter: null },
    right: { connection: 'service-now', container: 'incident', filter: null },
    backfill: 'all',
    match: { left: 'key', right: 'correlation_id' },
    initial: 'left',
    create: 'both',
    overlapMs: 300_000,
    settleMs: 0,
    conflicts: 'hold',
    deletes: 'keep',
    panel: ['sync'],
    deleteLimit: { percent: 5, items: 10 },
    items: [
      {
        left: 'Task',
        right: 'incident',
        when: { left: null, right: null },
        onCreate: { left: {}, right: { caller_id: 'syncline' } },
        fields: [
          fieldRule('summary', 'short_description'),
          fieldRule('description', 'description'),
          fieldRule('priority', 'priority', {
            values: [
              { left: 'Highest', right: '1' },
              { left: 'High', right: '2' },
              { left: 'Medium', right: '3' },
              { left: 'Low', right: '4' },
              { left: 'Lowest', right: '5' },
            ],
          }),
          fieldRule('status', 'state', {
            direction: 'right',
            values: [
              { left: 'To Do', right: '1' },
              { left: 'In Progress', right: '2' },
              { left: 'In Review', right: '2' },
              { left: 'Done', right: '6' },
            ],
            transition: {
              left: {},
              right: { '6': { close_code: 'Resolved', close_notes: 'Closed in Jira' } },
            },
          }),
          fieldRule('labels', 'u_labels', {
            toRight: '$join(value, ",")',
            toLeft: '$filter($map($split(value, ","), $trim), function($l) { $l != "" })[]',
            conflicts: 'left',
          }),
          fieldRule(null, 'correlation_id', { toRight: 'item.key', direction: 'right' }),
        ],
      },
    ],
    comments: { public: 'comments', internal: 'work_notes' },
    users: {},
    ...change,
  };
}
