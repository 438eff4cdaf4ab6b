import type { FieldDescriptor, FieldKind } from '../connectors/sdk/index.js';
import { plainName } from './likeness.js';

/** What many tools have under names of their own. */
export type Concept =
  | 'title'
  | 'description'
  | 'priority'
  | 'status'
  | 'assignee'
  | 'labels'
  | 'due'
  | 'start'
  | 'partner';

interface Known {
  /** How a person would call it. */
  readonly words: string;
  readonly kinds: readonly FieldKind[];
  /** Ids as tools have them; of several the first that a tool has and lets be written is meant. */
  readonly ids: readonly string[];
  /** Names as people see them, where the id says nothing. */
  readonly names: readonly string[];
}

/** Ids of Jira, ServiceNow, Redmine, GitHub, GitLab, Azure DevOps; names as people give them to fields of their own. */
const KNOWN: Readonly<Record<Concept, Known>> = {
  title: {
    words: 'the title',
    kinds: ['text'],
    ids: ['summary', 'short_description', 'subject', 'title', 'System.Title', 'name'],
    names: ['summary', 'short description', 'subject', 'title'],
  },
  description: {
    words: 'the description',
    kinds: ['text', 'richText'],
    ids: ['description', 'body', 'System.Description'],
    names: ['description', 'detail', 'body'],
  },
  priority: {
    words: 'the priority',
    kinds: ['option'],
    ids: ['priority', 'Microsoft.VSTS.Common.Priority'],
    names: ['priority'],
  },
  status: {
    words: 'the status',
    kinds: ['status'],
    ids: ['status', 'state', 'System.State'],
    names: ['status', 'state'],
  },
  assignee: {
    words: 'who works on it',
    kinds: ['user', 'users'],
    ids: ['assignee', 'assigned_to', 'assignees', 'System.AssignedTo'],
    names: ['assignee', 'assigned'],
  },
  labels: {
    words: 'labels',
    kinds: ['labels', 'options', 'text'],
    ids: ['labels', 'tags', 'u_labels', 'u_tags', 'System.Tags'],
    names: ['label', 'tag'],
  },
  due: {
    words: 'the day it is due',
    kinds: ['date', 'dateTime'],
    ids: ['duedate', 'due_date', 'dueDate', 'u_due_date'],
    names: ['due date', 'due'],
  },
  start: {
    words: 'the day it begins',
    kinds: ['date', 'dateTime'],
    ids: ['startdate', 'start_date'],
    names: ['start date', 'planned start date'],
  },
  partner: {
    words: "the partner's key",
    kinds: ['text'],
    ids: ['correlation_id', 'external_id', 'u_external_id', 'u_jira_key'],
    names: [
      'correlation',
      'correlation id',
      'external id',
      'external key',
      'external reference',
      'jira key',
      'servicenow number',
    ],
  },
};

/** In the order in which a person reads them. */
export const CONCEPTS = Object.keys(KNOWN) as readonly Concept[];

/** What people call it. */
export function wordsOfConcept(concept: Concept): string {
  return KNOWN[concept].words;
}

/** The field of a type that is meant by a concept, by what tools call it, else by its name; null when there is none. */
export function fieldOf(concept: Concept, fields: readonly FieldDescriptor[]): FieldDescriptor | null {
  const { ids, names, kinds } = KNOWN[concept];
  const fitting = fields.filter(({ kind }) => kinds.includes(kind));
  const byId = ids.flatMap((id) => fitting.filter((field) => field.id === id));
  const byName = fitting.filter(({ name }) => names.includes(plainName(name)));
  const known = [...byId, ...byName];
  return known.find(({ onCreate, onUpdate }) => onCreate || onUpdate) ?? known[0] ?? null;
}
