import type { Application } from '../backend/application/index.js';
import type { Asked } from './asked.js';
import type { Caller } from './caller.js';

/** One way in: knows the proofs of one kind. */
export interface Door {
  /** Whether what is shown is of this door's kind, whether good or not; then no other door is asked. */
  takes(asked: Asked): boolean;
  /** @throws NotSignedInError when the proof is no good. */
  identify(asked: Asked, application: Application): Promise<Caller>;
}

/** Answer 401: what was shown proves nothing. The message is for our log, and says nothing secret; the caller is told only to sign in. */
export class NotSignedInError extends Error {
  /** Whether anything was shown at all. */
  readonly wasShown: boolean;

  constructor(reason: string, options: { readonly wasShown?: boolean; readonly cause?: unknown } = {}) {
    super(reason, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'NotSignedInError';
    this.wasShown = options.wasShown ?? true;
  }
}

/** Answer 403: who asks is known, and his site may not ask. The message is for him. */
export class SiteClosedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SiteClosedError';
  }
}
