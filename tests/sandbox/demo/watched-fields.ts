import { adfDocument, adfToText } from '../../../backend/connectors/sdk/index.js';
import type { IssueState } from '../jira/index.js';
import type { RecordSnapshot } from '../servicenow/index.js';

/** A mapped field as people see it on either side. */
export interface WatchedField {
  readonly label: string;
  /** Of the rule in the mapping, as conflicts name it. */
  readonly ruleId: string;
  /** What a person would look at. */
  readonly left: (issue: IssueState) => string;
  readonly right: (incident: RecordSnapshot) => string;
  /** Whether both sides say the same, each in its own way. */
  readonly isEqual: (issue: IssueState, incident: RecordSnapshot) => boolean;
}

const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
const PRIORITY_WORDS = ['1 - Critical', '2 - High', '3 - Moderate', '4 - Low', '5 - Planning'];
const STATE_OF_STATUS: Readonly<Record<string, string>> = {
  'To Do': '1',
  'In Progress': '2',
  'In Review': '2',
  Done: '6',
};
const STATE_WORDS: Readonly<Record<string, string>> = { '1': 'New', '2': 'In Progress', '6': 'Resolved' };

export const summary: WatchedField = {
  label: 'summary',
  ruleId: 'summary:short_description',
  left: ({ fields }) => String(fields.summary ?? ''),
  right: ({ short_description = '' }) => short_description,
  isEqual: (issue, incident) => summary.left(issue) === summary.right(incident),
};

export const priority: WatchedField = {
  label: 'priority',
  ruleId: 'priority:priority',
  left: ({ fields }) => nameOf(fields.priority),
  right: (incident) => PRIORITY_WORDS[Number(incident.priority) - 1] ?? '',
  isEqual: (issue, incident) => String(PRIORITIES.indexOf(priority.left(issue)) + 1) === incident.priority,
};

export const status: WatchedField = {
  label: 'status',
  ruleId: 'status:state',
  left: ({ status: name }) => name,
  right: ({ state = '' }) => STATE_WORDS[state] ?? state,
  isEqual: (issue, { state }) => STATE_OF_STATUS[issue.status] === state,
};

export const labels: WatchedField = {
  label: 'labels',
  ruleId: 'labels:u_labels',
  left: ({ fields }) => (Array.isArray(fields.labels) ? fields.labels.join(', ') : ''),
  right: ({ u_labels = '' }) => u_labels.split(',').join(', '),
  isEqual: (issue, incident) => asSet(labels.left(issue)) === asSet(labels.right(incident)),
};

/** A long text; people add to its end, so its last line is what is shown. */
export const description: WatchedField = {
  label: 'description',
  ruleId: 'description:description',
  left: (issue) => lastLine(issueText(issue)),
  right: ({ description: text = '' }) => lastLine(text),
  isEqual: (issue, { description: text = '' }) => inOneLine(issueText(issue)) === inOneLine(text),
};

/** Every mapped field. */
export const WATCHED_FIELDS = [summary, priority, status, labels, description] as const;

function issueText({ fields }: IssueState): string {
  const document = adfDocument.safeParse(fields.description);
  return document.success ? adfToText(document.data) : '';
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function nameOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : '';
}

function asSet(list: string): string {
  return list
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== '')
    .sort()
    .join(',');
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
