/** Where a tool is, and as whom it is read. */
export interface ToolAccess {
  /** Without a trailing slash. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** Reads a tool over HTTP, with nothing of the platform in between. */
export class ToolClient {
  readonly #access: ToolAccess;

  constructor(access: ToolAccess) {
    this.#access = access;
  }

  get(path: string, query: Readonly<Record<string, string | number>> = {}): Promise<unknown> {
    const text = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    return this.#send('GET', text === '' ? path : `${path}?${text}`);
  }

  post(path: string, body: unknown): Promise<unknown> {
    return this.#send('POST', path, JSON.stringify(body));
  }

  /** @throws an Error with the tool's answer when it is no success: a checker that could not look must not say "equal" */
  async #send(method: string, path: string, body?: string): Promise<unknown> {
    const { url, username, password } = this.#access;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url}${path} was answered ${response.status}: ${text.slice(0, 500)}`);
    return JSON.parse(text);
  }
}
