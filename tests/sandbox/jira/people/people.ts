import type { JsonValue } from '../../../../backend/shared/index.js';
import {
  addAttachment,
  addComment,
  changeIssue,
  createIssue,
  deleteIssue,
  editIssue,
  linkIssues,
  moveIssue,
  removeComment,
  setIssueProperty,
  transitionIssue,
  typeChange,
} from '../issues/index.js';
import { projectOf } from '../permissions.js';
import type { Field, Option, Project } from '../site/index.js';
import { type Act, type JiraState, nowMs } from '../state.js';
import type { IssueRecord } from '../store/index.js';
import { findPath } from './find-path.js';
import { type IssueState, issueState } from './issue-state.js';
import { apiForm, plainDocument } from './person-input.js';

export type PersonFields = { readonly [fieldId: string]: JsonValue };

/** Who does it: short name, e-mail or account id; `alice` when left out. */
export interface As {
  readonly as?: string;
}

const REQUEST = { method: 'PERSON', url: '/', headers: {}, body: null } as const;

/**
 * What people do in the browser, for tests and the demo. Nothing here is counted, limited or refused for want of
 * permission; workflows and field formats hold as for everybody. All of it throws JiraRefusal or, for an issue,
 * account or option that does not exist, a plain Error.
 */
export class People {
  readonly #state: JiraState;

  constructor(state: JiraState) {
    this.#state = state;
  }

  /** A Task in the given project; returns it as it is now. */
  createIssue(fields: PersonFields & { readonly project: string; readonly summary: string }, as: As = {}): IssueState {
    const { project, issuetype = 'Task', ...rest } = fields;
    const draft = {
      ...this.#apiForms(rest),
      project: { key: project },
      issuetype: apiForm('issuetype', issuetype, this.#state.directory),
    };
    return this.#shown(createIssue(this.#act(as), { fields: draft }));
  }

  edit(key: string, fields: PersonFields, as: As = {}): IssueState {
    return this.#shown(editIssue(this.#act(as), this.#issue(key), { fields: this.#apiForms(fields) }));
  }

  /** Goes to a status by name, over others where there is no direct way; resolves as Done where a screen asks. */
  transition(
    key: string,
    statusName: string,
    { as = 'alice', fields = {} }: As & { readonly fields?: PersonFields } = {},
  ): IssueState {
    const record = this.#issue(key);
    const { directory } = this.#state;
    const target = directory.site.statuses.find(({ name }) => name === statusName);
    const path = target && findPath(directory.workflow(projectOf(this.#state, record)), record.statusId, target.id);
    if (path === undefined) throw new Error(`${key} cannot reach ${statusName}`);
    const sent = this.#apiForms({ resolution: 'Done', ...fields });
    for (const { id, requires } of path) {
      const screen = Object.fromEntries(Object.entries(sent).filter(([fieldId]) => requires.includes(fieldId)));
      transitionIssue(this.#act({ as }), this.#issue(String(record.id)), id, { fields: screen });
    }
    return this.#shown(this.#issue(String(record.id)));
  }

  /** Returns the comment's id. */
  comment(key: string, body: string | JsonValue, as: As = {}): string {
    const isCloud = this.#state.directory.site.deployment === 'cloud';
    const document = typeof body === 'string' && isCloud ? plainDocument(body) : body;
    return String(addComment(this.#act(as), this.#issue(key), { body: document }).id);
  }

  removeComment(key: string, commentId: string, as: As = {}): void {
    const record = this.#issue(key);
    const comment = record.comments.find(({ id }) => String(id) === commentId);
    if (comment === undefined) throw new Error(`${key} has no comment ${commentId}`);
    removeComment(this.#act(as), record, comment);
  }

  /** Returns the attachment's id. */
  attach(
    key: string,
    filename: string,
    content: Buffer,
    { as = 'alice', mimeType = 'text/plain' }: As & { readonly mimeType?: string } = {},
  ): string {
    return String(addAttachment(this.#act({ as }), this.#issue(key), { filename, content, mimeType }).id);
  }

  move(key: string, projectKey: string, as: As = {}): IssueState {
    return this.#shown(moveIssue(this.#act(as), this.#issue(key), this.#project(projectKey)));
  }

  changeType(key: string, typeName: string, as: As = {}): IssueState {
    const act = this.#act(as);
    const record = this.#issue(key);
    return this.#shown(changeIssue(act, record, {}, typeChange(act, record, { name: typeName })));
  }

  /** `source` then blocks (duplicates, ...) `target`. */
  link(source: string, linkName: string, target: string, as: As = {}): void {
    const type = this.#state.directory.site.linkTypes.find(({ name }) => name === linkName);
    if (type === undefined) throw new Error(`no link type is called ${linkName}`);
    linkIssues(this.#act(as), type, this.#issue(source), this.#issue(target));
  }

  setProperty(key: string, property: string, value: JsonValue, as: As = {}): void {
    setIssueProperty(this.#act(as), this.#issue(key), property, value);
  }

  remove(key: string, as: As = {}): void {
    deleteIssue(this.#act(as), this.#issue(key), true);
  }

  renameOption(fieldName: string, from: string, to: string): void {
    this.#option(fieldName, from).name = to;
  }

  /** The option stays where it is set and is no longer offered. */
  disableOption(fieldName: string, name: string): void {
    this.#option(fieldName, name).isDisabled = true;
  }

  renameField(name: string, to: string): void {
    this.#field(name).name = to;
  }

  /** The field is unknown from now on; its values come back with it. */
  deleteField(name: string): void {
    this.#field(name).isDeleted = true;
  }

  renameStatus(from: string, to: string): void {
    const status = this.#state.directory.site.statuses.find(({ name }) => name === from);
    if (status === undefined) throw new Error(`no status is called ${from}`);
    status.name = to;
  }

  deactivateUser(name: string): void {
    this.#state.directory.person(name).isActive = false;
  }

  /** Nobody sees the project's issues for a while, by default an hour. */
  hideProject(key: string, forMs = 3_600_000): void {
    this.#project(key).hiddenUntilMs = nowMs(this.#state) + forMs;
  }

  showProject(key: string): void {
    delete this.#project(key).hiddenUntilMs;
  }

  /** Every issue of the site, ascending by id, as it is and not as search shows it. */
  issues(): IssueState[] {
    return [...this.#state.store.records()].sort((a, b) => a.id - b.id).map((record) => this.#shown(record));
  }

  issue(idOrKey: string): IssueState {
    return this.#shown(this.#issue(idOrKey));
  }

  #act({ as = 'alice' }: As): Act {
    const occasion = { operation: 'person', isWrite: true, request: REQUEST };
    return { state: this.#state, account: this.#state.directory.person(as), occasion, isPerson: true };
  }

  #issue(idOrKey: string): IssueRecord {
    const record = this.#state.store.find(idOrKey);
    if (record === undefined) throw new Error(`there is no issue ${idOrKey}`);
    return record;
  }

  #project(key: string): Project {
    const project = this.#state.directory.project(key);
    if (project === undefined) throw new Error(`there is no project ${key}`);
    return project;
  }

  #field(name: string): Field {
    const field = this.#state.directory.site.fields.find(
      (candidate) => candidate.name === name || candidate.id === name,
    );
    if (field === undefined) throw new Error(`no field is called ${name}`);
    return field;
  }

  #option(fieldName: string, name: string): Option {
    const field = this.#field(fieldName);
    const option = this.#state.directory.options(field).find((candidate) => candidate.name === name);
    if (option === undefined) throw new Error(`${fieldName} has no option ${name}`);
    return option;
  }

  #apiForms(fields: PersonFields): PersonFields {
    const { directory } = this.#state;
    return Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, apiForm(id, value, directory)]));
  }

  #shown(record: IssueRecord): IssueState {
    return issueState(this.#state, record);
  }
}
