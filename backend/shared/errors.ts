/**
 * The errors of the program, named by what the one who catches them does next. Whatever comes from outside is
 * translated into one of these once, at the border where it came in, with the original kept as `cause`.
 */
export abstract class AppError extends Error {
  /** Facts for logs and for the stored run; never holds a secret. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, options: { cause?: unknown; details?: Record<string, unknown> } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = new.target.name;
    this.details = options.details ?? {};
  }
}

/** Wait until `retryAt`, then do the same again; the position is kept and no attempt is used up. */
export class RateLimitedError extends AppError {
  readonly retryAt: Date;
  constructor(message: string, options: { retryAt: Date; cause?: unknown; details?: Record<string, unknown> }) {
    super(message, options);
    this.retryAt = options.retryAt;
  }
}

/** Try again later with growing waits, or at `retryAt` where it is known: the tool or the network is not there just now, and nothing was changed by the call. */
export class UnavailableError extends AppError {
  /** Before this nothing is sent anyway: waiting for it uses up no attempt. */
  readonly retryAt: Date | null;
  constructor(message: string, options: { retryAt?: Date; cause?: unknown; details?: Record<string, unknown> } = {}) {
    super(message, options);
    this.retryAt = options.retryAt ?? null;
  }
}

/** Pause the connection and tell a person: signing in failed or a right that everything needs is missing. Never retried by itself. */
export class ReconnectNeededError extends AppError {}

/** Look before doing anything else: a write was sent and nobody knows whether it took effect. */
export class UnknownOutcomeError extends AppError {
  /** True when the tool did answer (a 5xx, a cut body): the request is over, so a look needs not wait for a late landing. */
  readonly answered: boolean;
  constructor(message: string, options: { answered: boolean; cause?: unknown; details?: Record<string, unknown> }) {
    super(message, options);
    this.answered = options.answered;
  }
}

/** Hold what was refused and go on with the rest: the tool understood the call and said no, in its own words. */
export class RefusedError extends AppError {
  /** The tool's words by field id; empty when it did not name a field. */
  readonly fieldErrors: Readonly<Record<string, string>>;
  readonly status: number;
  constructor(
    message: string,
    options: {
      status: number;
      fieldErrors?: Record<string, string>;
      cause?: unknown;
      details?: Record<string, unknown>;
    },
  ) {
    super(message, options);
    this.status = options.status;
    this.fieldErrors = options.fieldErrors ?? {};
  }
}

/** Treat the item as out of sight: the tool says 404 for it. Whether it was deleted is for the engine to find out (I5). */
export class NotFoundError extends AppError {}

/** Store the excerpt with the run and try again later: the answer is not what the tool's description says (HTML, cut JSON, a wrong shape). */
export class MalformedAnswerError extends AppError {}

/** Tell the person who typed it: the setting, the fault and the right form. The command ends with exit code 2. */
export class ConfigurationError extends AppError {}

/** The same for a name or id that nothing has; the message names near ones where there are. Over HTTP it is a 404. */
export class UnknownNameError extends ConfigurationError {}

/** Stop this worker's unit of work without a trace: its lease or claim was taken over, so its results must not be stored. */
export class LeaseLostError extends AppError {}

/** End the run as paused, without blame: a person has paused what it works on. */
export class PausedError extends AppError {}

/** Show the person the new state: what was decided about is no longer what is there. */
export class StaleError extends AppError {}

/** The message of anything thrown, for logs and stored runs. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
