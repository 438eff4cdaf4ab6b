import { createInterface } from 'node:readline';

/** What the server says of itself when it has started. */
export interface Greeting {
  readonly url: string;
  /** Said at the first start only. */
  readonly token: string | null;
  /** Where the first administrator chooses a password; likewise. */
  readonly setup: string | null;
}

/** Reads the greeting of `serve`. @throws when it ends without one */
export async function greetingOf(output: NodeJS.ReadableStream): Promise<Greeting> {
  let url: string | undefined;
  let token: string | null = null;
  let setup: string | null = null;
  for await (const line of createInterface(output)) {
    url = /address\s+(http:\S+)/.exec(line)?.[1] ?? url;
    token = /token\s+(syncline_\S+)/.exec(line)?.[1] ?? token;
    setup = /set up\s+(http\S+)/.exec(line)?.[1] ?? setup;
    if (line.startsWith('Ctrl-C') && url !== undefined) return { url, token, setup };
  }
  throw new Error('the server did not say its address');
}
