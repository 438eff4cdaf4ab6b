import { followSystemTheme } from '../look/theme.js';
import type { Host, HostAnswer, HostRequest, ShownIssue } from './host.js';
import { readLines } from './read-lines.js';
import { sendToServer } from './send-to-server.js';

const KEY = 'syncline-token';

/** The page is open by itself or in Data Center: whoever signed in has a token, which this tab keeps and no other. */
export class SessionHost implements Host {
  readonly kind = 'session';
  readonly #base: string;
  readonly #store: Storage;
  /** The Jira Data Center by which whoever looks may sign in, by its id at the server; null where the page is of none. */
  readonly site: string | null;

  constructor(base: string, store: Storage, site: string | null = null) {
    this.#base = base;
    this.#store = store;
    this.site = site;
  }

  get isSignedIn(): boolean {
    return this.#store.getItem(KEY) !== null;
  }

  signIn(token: string): void {
    this.#store.setItem(KEY, token);
  }

  signOut(): void {
    this.#store.removeItem(KEY);
  }

  /** Called when the server does not know the token any more. */
  onEnd: () => void = () => undefined;

  async send(request: HostRequest): Promise<HostAnswer> {
    const token = this.#store.getItem(KEY);
    if (token === null) return sendToServer(this.#base, request, undefined);
    const answer = await sendToServer(this.#base, request, `Bearer ${token}`);
    this.#heed(answer.status);
    return answer;
  }

  async lines(path: string, signal: AbortSignal): Promise<AsyncIterable<unknown>> {
    const authorization = `Bearer ${this.#store.getItem(KEY) ?? ''}`;
    return readLines(`${this.#base}${path}`, { authorization, signal, refused: (status) => this.#heed(status) });
  }

  /** A token that the server does not know any more is of no use. */
  #heed(status: number): void {
    if (status !== 401) return;
    this.signOut();
    this.onEnd();
  }

  /** Data Center names it in the address of the frame. */
  async shownIssue(): Promise<ShownIssue | null> {
    const query = new URLSearchParams(window.location.search);
    const key = query.get('issueKey');
    return key === null ? null : { id: query.get('issueId') ?? '', key };
  }

  async applyTheme(): Promise<void> {
    followSystemTheme();
  }
}
