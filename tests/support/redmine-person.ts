import type { RedmineServer } from './redmine-server.js';

/** An issue as Redmine answers it; members that a test looks at. */
export interface PlainIssue {
  readonly id: number;
  readonly subject: string;
  readonly description: string | null;
  readonly status: { readonly id: number; readonly name: string };
  readonly updated_on: string;
  readonly custom_fields: readonly { readonly id: number; readonly name: string; readonly value: unknown }[];
  readonly journals: readonly {
    readonly id: number;
    readonly notes: string | null;
    readonly private_notes: boolean;
    readonly user: { readonly id: number; readonly name: string };
  }[];
  readonly [member: string]: unknown;
}

/** A person who works in Redmine, by its API and with an account of their own. */
export class RedminePerson {
  readonly #url: string;
  readonly #key: string;

  constructor({ url, keys }: Pick<RedmineServer, 'url' | 'keys'>, login: keyof RedmineServer['keys']) {
    this.#url = url;
    this.#key = keys[login];
  }

  /** In the project `sync`, a bug unless told. @returns the issue's number */
  async create(values: Readonly<Record<string, unknown>>): Promise<number> {
    const issue = { project_id: 'sync', tracker_id: 1, ...values };
    const made = (await this.call('POST', '/issues.json', { issue })) as { readonly issue: PlainIssue };
    return made.issue.id;
  }

  async edit(id: number | string, values: Readonly<Record<string, unknown>>): Promise<void> {
    await this.call('PUT', `/issues/${id}.json`, { issue: values });
  }

  async issue(id: number | string): Promise<PlainIssue> {
    const path = `/issues/${id}.json?include=journals`;
    return ((await this.call('GET', path)) as { readonly issue: PlainIssue }).issue;
  }

  /** All of the project `sync`, oldest first. */
  async issues(): Promise<readonly PlainIssue[]> {
    const path = '/issues.json?project_id=sync&status_id=*&sort=id:asc&limit=100';
    return ((await this.call('GET', path)) as { readonly issues: readonly PlainIssue[] }).issues;
  }

  async remove(id: number | string): Promise<void> {
    await this.call('DELETE', `/issues/${id}.json`);
  }

  /** @throws with what Redmine says when it does not take the call */
  async call(method: string, path: string, body?: unknown, attempts = 3): Promise<unknown> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: { 'X-Redmine-API-Key': this.#key, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    // Its SQLite refuses who comes while another transaction ends; a person saves again.
    if (answer.status === 500 && method === 'PUT' && attempts > 1) return this.call(method, path, body, attempts - 1);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}
