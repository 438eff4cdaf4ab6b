import type { Side } from '../../backend/mappings/index.js';
import type { JsonValue } from '../../backend/shared/index.js';
import type { IssueState } from '../sandbox/jira/index.js';
import type { RecordSnapshot } from '../sandbox/servicenow/people.js';

/** The mapped fields, by their names on the left. */
export const FIELDS = ['summary', 'description', 'priority', 'labels', 'status'] as const;
export type FieldName = (typeof FIELDS)[number];

/** The same fields as the engine's rules call them. */
export const RULES: Readonly<Record<FieldName, string>> = {
  summary: 'summary:short_description',
  description: 'description:description',
  priority: 'priority:priority',
  labels: 'labels:u_labels',
  status: 'status:state',
};

/**
 * What an item says in a form that both tools share: words of texts, elements of sets, the one code of a choice. Read by the
 * simulation's own means, so that a fault of the engine's conversions shows.
 */
export type Reading = Readonly<Record<FieldName, readonly string[]>>;

const PRIORITIES: Readonly<Record<string, string>> = { Highest: '1', High: '2', Medium: '3', Low: '4', Lowest: '5' };
const STATES: Readonly<Record<string, string>> = { 'To Do': '1', 'In Progress': '2', 'In Review': '2', Done: '6' };

/** Names of the priorities on the left, by the code on the right. */
export const PRIORITY_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PRIORITIES).map(([name, code]) => [code, name]),
);

/** What an issue says. */
export function readIssue({ fields, status }: IssueState): Reading {
  const priority = nameOf(fields.priority);
  return {
    summary: wordsOf(typeof fields.summary === 'string' ? fields.summary : ''),
    description: wordsOf(textNodes(fields.description ?? null).join('\n')),
    priority: priority === null ? [] : [PRIORITIES[priority] ?? priority],
    labels: [...(Array.isArray(fields.labels) ? fields.labels.map(String) : [])].sort(),
    status: [STATES[status] ?? status],
  };
}

/** What an incident says. */
export function readIncident(row: RecordSnapshot): Reading {
  return {
    summary: wordsOf(row.short_description ?? ''),
    description: wordsOf(row.description ?? ''),
    priority: filled(row.priority),
    labels: (row.u_labels ?? '')
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== '')
      .sort(),
    status: filled(row.state),
  };
}

/** Letters and digits only: bullets, table lines and blank lines are no difference. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** All text of a document, block by block. */
export function textNodes(node: JsonValue): readonly string[] {
  if (node === null || typeof node !== 'object') return [];
  if (Array.isArray(node)) return (node as readonly JsonValue[]).flatMap(textNodes);
  const { text, content } = node as { readonly text?: JsonValue; readonly content?: JsonValue };
  return typeof text === 'string' ? [text] : textNodes(content ?? null);
}

/** Whether two readings of one field say the same. */
export function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

export const SIDE_NAMES: Readonly<Record<Side, string>> = { left: 'Jira', right: 'ServiceNow' };

function filled(value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : [value];
}

function nameOf(value: JsonValue | undefined): string | null {
  if (value === null || typeof value !== 'object' || !('name' in value)) return null;
  return typeof value.name === 'string' ? value.name : null;
}
