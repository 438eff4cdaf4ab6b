import { followJiraTheme, followSystemTheme } from '../look/theme.js';
import type { Host, HostAnswer, HostRequest, ShownIssue } from './host.js';
import { readLines } from './read-lines.js';
import { sendToServer } from './send-to-server.js';

/** The part of Atlassian's host script that is used here. */
interface HostScript {
  readonly context: {
    getToken(take: (token: string) => void): void;
    getContext(take: (context: { readonly jira?: { readonly issue?: ShownIssue } }) => void): void;
  };
  /** Not in a copy of the script that somebody keeps from before. */
  readonly theming?: {
    /**
     * Loads the tokens from where the script is, and says by attributes of the document which are in force, now and when that changes.
     * Source: "Theming Connect Apps", https://developer.atlassian.com/cloud/jira/platform/connect-theming/
     */
    initializeTheming(): void;
  };
}

/** Jira Cloud shows the page by Connect: each request carries a fresh token of Jira's. */
export class ConnectHost implements Host {
  readonly kind = 'connect';
  readonly #base: string;
  readonly #script: HostScript;

  constructor(base: string, script: HostScript) {
    this.#base = base;
    this.#script = script;
  }

  async send(request: HostRequest): Promise<HostAnswer> {
    return sendToServer(this.#base, request, await this.#proof());
  }

  async lines(path: string, signal: AbortSignal): Promise<AsyncIterable<unknown>> {
    return readLines(`${this.#base}${path}`, { authorization: await this.#proof(), signal });
  }

  async #proof(): Promise<string> {
    const token = await new Promise<string>((resolve) => this.#script.context.getToken(resolve));
    return `JWT ${token}`;
  }

  shownIssue(): Promise<ShownIssue | null> {
    return new Promise((resolve) =>
      this.#script.context.getContext(({ jira }) => resolve(jira?.issue === undefined ? null : jira.issue)),
    );
  }

  async applyTheme(): Promise<void> {
    const { theming } = this.#script;
    if (theming === undefined) followSystemTheme();
    else await followJiraTheme(() => theming.initializeTheming());
  }
}

/** @returns undefined where the host script was not loaded, which is outside of Jira. */
export function findHostScript(): HostScript | undefined {
  return (window as unknown as { readonly AP?: HostScript }).AP;
}
