import type { JsonValue } from '../../../backend/shared/index.js';
import type { IssueState, JiraSandbox } from '../../sandbox/jira/index.js';
import { plainDocument } from '../../sandbox/jira/index.js';
import { addComment } from '../../sandbox/jira/issues/index.js';
import type { Chance } from '../chance.js';
import type { Journal } from '../journal.js';
import { PRIORITY_NAMES, readIssue } from '../readings.js';
import { editedDocument, newDocument } from './documents.js';
import type { Words } from './words.js';

/** As many labels as people leave on an item. */
const MOST_LABELS = 5;
const STATUSES = ['To Do', 'In Progress', 'In Review', 'Done'];
const PEOPLE = ['alice', 'bob', 'carol'];

/** People who work in Jira. */
export class JiraPeople {
  readonly #jira: JiraSandbox;
  readonly #journal: Journal;
  readonly #chance: Chance;
  readonly #words: Words;

  constructor(parts: { jira: JiraSandbox; journal: Journal; chance: Chance; words: Words }) {
    this.#jira = parts.jira;
    this.#journal = parts.journal;
    this.#chance = parts.chance;
    this.#words = parts.words;
  }

  /** @returns what was done, for the trace */
  create(): string {
    const chance = this.#chance;
    const inScope = !chance.happens(0.1);
    const issue = this.#jira.createIssue({
      project: 'BENCH',
      issuetype: { name: inScope ? 'Task' : 'Bug' },
      summary: this.#words.sentence(),
      ...(chance.happens(0.7) ? { description: newDocument(chance, this.#words) } : {}),
      ...(chance.happens(0.6) ? { priority: this.#priority() } : {}),
      ...(chance.happens(0.5) ? { labels: [this.#words.unique('l')] } : {}),
    });
    const made = { side: 'left' as const, itemId: issue.id, key: issue.key, inScope };
    this.#journal.made(made, readIssue(issue));
    if (inScope && chance.happens(0.3)) this.#changing(issue, () => this.#move(issue));
    return `somebody makes ${issue.key}`;
  }

  edit(): string | null {
    const issue = this.#anyTask();
    if (issue === null) return null;
    const deeds = [
      () => this.#set(issue, { summary: this.#words.sentence() }),
      () => this.#set(issue, { description: this.#description(issue) }),
      () => this.#set(issue, { description: this.#description(issue) }),
      () => this.#set(issue, { priority: this.#priority() }),
      () => this.#set(issue, { labels: this.#labels(issue) }),
      () => this.#move(issue),
      () => this.#set(issue, { summary: this.#words.sentence(), labels: this.#labels(issue) }),
    ];
    return this.#changing(issue, this.#chance.oneOf(deeds));
  }

  remove(): string | null {
    const issue = this.#anyTask();
    if (issue === null) return null;
    this.#jira.remove(issue.key, { as: 'admin' });
    this.#journal.deleted.set(issue.id, issue.key);
    return `somebody deletes ${issue.key}`;
  }

  comment(text: string): string | null {
    const issue = this.#anyTask();
    if (issue === null) return null;
    const isInternal = this.#chance.happens(0.4);
    const { state } = this.#jira;
    const record = state.store.find(issue.id);
    if (record === undefined) return null;
    const occasion = { operation: 'person', isWrite: true, request: NO_REQUEST };
    const restricted = isInternal ? { visibility: { type: 'role', value: 'Administrators' } } : {};
    const account = state.directory.person(this.#chance.oneOf(PEOPLE));
    addComment({ state, account, occasion, isPerson: true }, record, { body: plainDocument(text), ...restricted });
    this.#journal.comments.push({ side: 'left', itemId: issue.id, isInternal, text });
    return `somebody comments ${issue.key}: ${text}`;
  }

  #anyTask(): IssueState | null {
    const tasks = this.#jira.issues().filter(({ type, project }) => type === 'Task' && project === 'BENCH');
    return tasks.length === 0 ? null : this.#chance.oneOf(tasks);
  }

  /** Notes what `deed` changes. */
  #changing(issue: IssueState, deed: () => string): string {
    const what = deed();
    const after = readIssue(this.#jira.issue(issue.id));
    this.#journal.edited('left', issue.id, readIssue(issue), after);
    return `somebody edits ${issue.key}: ${what}`;
  }

  #set(issue: IssueState, fields: { readonly [field: string]: JsonValue }): string {
    this.#jira.edit(issue.key, fields, { as: this.#chance.oneOf(PEOPLE) });
    return JSON.stringify(fields);
  }

  #move(issue: IssueState): string {
    const status = this.#chance.oneOf(STATUSES.filter((name) => name !== issue.status));
    this.#jira.transition(issue.key, status, { as: this.#chance.oneOf(PEOPLE) });
    return `to ${status}`;
  }

  #description(issue: IssueState): JsonValue {
    return editedDocument(issue.fields.description ?? null, this.#chance, this.#words);
  }

  #priority(): string {
    return this.#chance.oneOf(Object.values(PRIORITY_NAMES));
  }

  #labels({ fields }: IssueState): JsonValue {
    const labels = Array.isArray(fields.labels) ? fields.labels.map(String) : [];
    return editedLabels(labels, this.#chance, this.#words);
  }
}

/** Labels with one more, one less, none or another. */
export function editedLabels(labels: readonly string[], chance: Chance, words: Words): string[] {
  const isFull = labels.length >= MOST_LABELS;
  if (labels.length === 0 || (!isFull && chance.happens(0.5))) return [...labels, words.unique('l')];
  if (chance.happens(0.1)) return [];
  const gone = chance.oneOf(labels);
  const kept = labels.filter((label) => label !== gone);
  return chance.happens(0.3) && !isFull ? [...kept, words.unique('l')] : kept;
}

const NO_REQUEST = { method: 'PERSON', url: '/', headers: {}, body: null } as const;
