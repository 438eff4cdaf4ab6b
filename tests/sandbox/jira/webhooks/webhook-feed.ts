import { createHmac } from 'node:crypto';
import { View } from '../render/index.js';
import { ANONYMOUS } from '../sign-in.js';
import { type JiraState, nowMs } from '../state.js';
import type { IssueRecord } from '../store/index.js';
import { eventBodies, type WebhookBody } from './event-bodies.js';

/** One call that Jira makes: POST with these headers and this body. */
export interface WebhookDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookSubscription {
  /** Of an administrator's webhook; signs each body. */
  readonly secret?: string;
  /** Called while the change is being made: send it, do not wait for it. */
  readonly deliver: (delivery: WebhookDelivery) => void;
}

interface Waiting {
  readonly dueMs: number;
  readonly send: () => void;
}

const REQUEST = { method: 'WEBHOOK', url: '/', headers: {}, body: null } as const;

/** Tells subscribers what happens on the site, with the troubles of B22 where they are switched on. */
export class WebhookFeed {
  readonly #state: JiraState;
  readonly #subscriptions = new Set<WebhookSubscription>();
  #waiting: Waiting[] = [];
  #sent = 0;

  constructor(state: JiraState) {
    this.#state = state;
    state.store.onChange = (old, next) => this.#tell(old, next);
  }

  /** Returns what ends the subscription. */
  subscribe(subscription: WebhookSubscription): () => void {
    this.#subscriptions.add(subscription);
    return () => void this.#subscriptions.delete(subscription);
  }

  /** Sends what was held back and has become due. */
  tick(): void {
    const now = nowMs(this.#state);
    const due = this.#waiting.filter(({ dueMs }) => dueMs <= now).sort((a, b) => a.dueMs - b.dueMs);
    this.#waiting = this.#waiting.filter(({ dueMs }) => dueMs > now);
    for (const { send } of due) send();
  }

  #tell(old: IssueRecord | undefined, next: IssueRecord | undefined): void {
    if (this.#subscriptions.size === 0) return;
    const { directory, store } = this.#state;
    const view = new View({
      directory,
      store,
      base: directory.site.baseUrl,
      viewer: ANONYMOUS,
      profileTimeZone: 'Etc/UTC',
    });
    for (const body of eventBodies(old, next, view)) {
      for (const subscription of this.#subscriptions) this.#send(subscription, body);
    }
  }

  #send({ secret, deliver }: WebhookSubscription, event: WebhookBody): void {
    const occasion = { operation: String(event.webhookEvent), isWrite: false, request: REQUEST };
    const trouble = this.#state.manners.draw('B22', occasion);
    if (trouble?.kind === 'lost') return;
    this.#sent += 1;
    const body = trouble?.kind === 'no-body' ? '' : JSON.stringify(event);
    const isSigned = secret !== undefined && trouble?.kind !== 'unsigned';
    const headers = {
      'content-type': 'application/json; charset=UTF-8',
      'x-atlassian-webhook-identifier': this.#sent.toString(16).padStart(12, '0'),
      'x-atlassian-webhook-flow': 'Primary',
      ...(isSigned ? { 'x-hub-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` } : {}),
    };
    const send = () => deliver({ headers, body });
    if (trouble?.kind === 'late') this.#waiting.push({ dueMs: nowMs(this.#state) + trouble.delayMs, send });
    else send();
    if (trouble?.kind === 'twice') send();
  }
}
