import type { Column } from './column.js';

/**
 * Columns that every instance has, for accounts that may not read the dictionary: their types cannot be told from
 * records. Labels and lengths are those of an instance as delivered.
 */
export const KNOWN_COLUMNS: readonly Column[] = [
  text('number', 'Number', 40),
  text('short_description', 'Short description', 160),
  text('description', 'Description', 4000),
  text('correlation_id', 'Correlation ID', 100),
  text('correlation_display', 'Correlation display', 100),
  text('close_notes', 'Close notes', 4000),
  listed('state', 'State'),
  listed('incident_state', 'Incident state'),
  listed('priority', 'Priority'),
  listed('impact', 'Impact'),
  listed('urgency', 'Urgency'),
  listed('severity', 'Severity'),
  listed('escalation', 'Escalation'),
  listed('approval', 'Approval'),
  listed('contact_type', 'Channel'),
  listed('category', 'Category'),
  listed('subcategory', 'Subcategory'),
  listed('close_code', 'Close code'),
  reference('caller_id', 'Caller', 'sys_user'),
  reference('opened_by', 'Opened by', 'sys_user'),
  reference('assigned_to', 'Assigned to', 'sys_user'),
  reference('resolved_by', 'Resolved by', 'sys_user'),
  reference('closed_by', 'Closed by', 'sys_user'),
  reference('reopened_by', 'Reopened by', 'sys_user'),
  reference('assignment_group', 'Assignment group', 'sys_user_group'),
  reference('cmdb_ci', 'Configuration item', 'cmdb_ci'),
  reference('business_service', 'Service', 'cmdb_ci_service'),
  reference('location', 'Location', 'cmn_location'),
  reference('company', 'Company', 'core_company'),
  reference('parent', 'Parent', 'task'),
  reference('parent_incident', 'Parent Incident', 'incident'),
  reference('problem_id', 'Problem', 'problem'),
  reference('rfc', 'Change Request', 'change_request'),
  { ...reference('watch_list', 'Watch list', 'sys_user'), type: 'glide_list' },
  { ...reference('work_notes_list', 'Work notes list', 'sys_user'), type: 'glide_list' },
  ...[
    ['opened_at', 'Opened'],
    ['resolved_at', 'Resolved'],
    ['closed_at', 'Closed'],
    ['due_date', 'Due date'],
    ['work_start', 'Actual start'],
    ['work_end', 'Actual end'],
    ['expected_start', 'Expected start'],
    ['start_date', 'Planned start date'],
    ['end_date', 'Planned end date'],
    ['activity_due', 'Activity due'],
    ['sys_created_on', 'Created'],
    ['sys_updated_on', 'Updated'],
  ].map(([element = '', label = '']) => column(element, label, { type: 'glide_date_time' })),
  ...[
    ['active', 'Active'],
    ['made_sla', 'Made SLA'],
    ['knowledge', 'Knowledge'],
  ].map(([element = '', label = '']) => column(element, label, { type: 'boolean' })),
  column('business_duration', 'Business duration', { type: 'glide_duration' }),
  column('calendar_duration', 'Duration', { type: 'glide_duration' }),
  column('time_worked', 'Time worked', { type: 'timer' }),
  column('order', 'Order', { type: 'integer' }),
  column('reassignment_count', 'Reassignment count', { type: 'integer' }),
  column('comments', 'Additional comments', { type: 'journal_input' }),
  column('work_notes', 'Work notes', { type: 'journal_input' }),
  column('comments_and_work_notes', 'Comments and work notes', { type: 'journal_list' }),
];

/** What each delivered table extends, for accounts that may not read the list of tables. */
export const KNOWN_PARENTS: Readonly<Record<string, string>> = {
  incident: 'task',
  incident_task: 'task',
  problem: 'task',
  problem_task: 'task',
  change_request: 'task',
  change_task: 'task',
  sc_request: 'task',
  sc_req_item: 'task',
  sc_task: 'task',
  sn_customerservice_case: 'task',
};

function column(element: string, label: string, more: Partial<Column>): Column {
  const plain = { type: 'string', maxLength: null, isMandatory: false, isReadOnly: false, reference: null } as const;
  return { element, label, ...plain, choice: 'none', ...more };
}

function text(element: string, label: string, maxLength: number): Column {
  return column(element, label, { maxLength });
}

function listed(element: string, label: string): Column {
  return column(element, label, { choice: 'listed' });
}

function reference(element: string, label: string, table: string): Column {
  return column(element, label, { type: 'reference', reference: table });
}
