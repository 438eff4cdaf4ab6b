import { z } from 'zod';
import type { RedmineServer } from './redmine-server.js';

const fieldList = z.object({ custom_fields: z.array(z.object({ id: z.number(), name: z.string() })) });

/**
 * Makes a custom field of issues, a text for all trackers, as an administrator does, in the browser: the API has no way.
 * @returns its number
 */
export async function createIssueField(
  { url, keys, passwords, trackers }: RedmineServer,
  field: { readonly name: string; readonly isFilter: boolean },
): Promise<number> {
  const browser = new Browser(url);
  await browser.submit('/login', '/login', Object.entries({ username: 'admin', password: passwords.admin }));
  const target = await browser.submit('/custom_fields/new?type=IssueCustomField', '/custom_fields', [
    ['type', 'IssueCustomField'],
    ['custom_field[field_format]', 'string'],
    ['custom_field[name]', field.name],
    ['custom_field[is_for_all]', '1'],
    ['custom_field[is_filter]', field.isFilter ? '1' : '0'],
    ['custom_field[visible]', '1'],
    ...Object.values(trackers).map((id): [string, string] => ['custom_field[tracker_ids][]', String(id)]),
  ]);
  const answer = await fetch(`${url}/custom_fields.json`, { headers: { 'X-Redmine-API-Key': keys.admin } });
  const made = fieldList.parse(await answer.json()).custom_fields.find(({ name }) => name === field.name);
  if (made === undefined) throw new Error(`the custom field was not made: Redmine led to ${target}`);
  return made.id;
}

/** As much of one as forms need: it keeps cookies and gives back the token that is hidden in a page. */
class Browser {
  readonly #url: string;
  #cookie = '';

  constructor(url: string) {
    this.#url = url;
  }

  /** @returns where the answer leads */
  async submit(page: string, target: string, values: readonly (readonly [string, string])[]): Promise<string> {
    const form = await this.#fetch(page, {});
    const token = /name="authenticity_token" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
    const body = new URLSearchParams({ authenticity_token: token });
    for (const [name, value] of values) body.append(name, value);
    const answer = await this.#fetch(target, { method: 'POST', body });
    return answer.headers.get('location') ?? `nowhere (${answer.status})`;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const headers = { cookie: this.#cookie };
    const answer = await fetch(`${this.#url}${path}`, { ...init, headers, redirect: 'manual' });
    const [cookie] = answer.headers.getSetCookie();
    if (cookie !== undefined) this.#cookie = cookie.split(';')[0] ?? '';
    return answer;
  }
}
