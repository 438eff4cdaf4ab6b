/** A part of a project that an issue may concern. */
export interface Component {
  readonly id: string;
  name: string;
}

export interface Project {
  readonly id: string;
  readonly key: string;
  name: string;
  readonly description: string;
  readonly leadAccountId: string;
  readonly issueTypeIds: readonly string[];
  /** Which of the site's workflows its issues follow. */
  readonly workflow: string;
  readonly components: Component[];
  /** Nobody sees the project until then (milliseconds since 1970); undefined: visible. */
  hiddenUntilMs?: number;
}
