import type { Account } from './account.js';
import type { Field } from './field.js';
import type { IssueType } from './issue-type.js';
import type { Option } from './option.js';
import type { Project } from './project.js';
import type { Site } from './site.js';
import type { Status } from './status.js';
import type { Workflow } from './workflow.js';

/** Finds the parts of a site by id, in constant time. Names may change, ids never do. */
export class Directory {
  readonly site: Site;
  readonly #accounts: Map<string, Account>;
  readonly #projectsById: ReadonlyMap<string, Project>;
  readonly #projectsByKey: ReadonlyMap<string, Project>;
  readonly #issueTypes: ReadonlyMap<string, IssueType>;
  readonly #statuses: ReadonlyMap<string, Status>;
  readonly #fields: ReadonlyMap<string, Field>;

  constructor(site: Site) {
    this.site = site;
    this.#accounts = new Map(site.accounts.map((account) => [account.accountId, account]));
    this.#projectsById = new Map(site.projects.map((project) => [project.id, project]));
    this.#projectsByKey = new Map(site.projects.map((project) => [project.key, project]));
    this.#issueTypes = new Map(site.issueTypes.map((type) => [type.id, type]));
    this.#statuses = new Map(site.statuses.map((status) => [status.id, status]));
    this.#fields = new Map(site.fields.map((field) => [field.id, field]));
  }

  account(accountId: string): Account | undefined {
    return this.#accounts.get(accountId);
  }

  /** One who came later: an app. */
  admit(account: Account): void {
    this.#accounts.set(account.accountId, account);
  }

  /**
   * By short name, e-mail address or account id; for callers who are people, not programs.
   * @throws when nobody is called that: a fault of the test
   */
  person(name: string): Account {
    const found = this.site.accounts.find(
      (account) => account.name === name || account.email === name || account.accountId === name,
    );
    if (found === undefined) throw new Error(`no account is called ${name}`);
    return found;
  }

  project(idOrKey: string): Project | undefined {
    return this.#projectsById.get(idOrKey) ?? this.#projectsByKey.get(idOrKey.toUpperCase());
  }

  issueType(id: string): IssueType | undefined {
    return this.#issueTypes.get(id);
  }

  status(id: string): Status | undefined {
    return this.#statuses.get(id);
  }

  /** A field that still exists. */
  field(id: string): Field | undefined {
    const field = this.#fields.get(id);
    return field?.isDeleted ? undefined : field;
  }

  /** What priority, resolution or a select field offers. */
  options(field: Field): readonly Option[] {
    if (field.kind === 'priority') return this.site.priorities;
    if (field.kind === 'resolution') return this.site.resolutions;
    return field.options ?? [];
  }

  /** @throws when the project names a workflow that the site lacks: a fault of the set-up */
  workflow(project: Project): Workflow {
    const workflow = this.site.workflows[project.workflow];
    if (workflow === undefined) throw new Error(`no workflow ${project.workflow}`);
    return workflow;
  }
}
