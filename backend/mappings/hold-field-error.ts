import { AppError } from '../shared/index.js';
import type { HeldReason } from './outcome.js';

/** Hold the field: its value has no counterpart on the other side, and `message` tells a person why. */
export class HoldFieldError extends AppError {
  readonly reason: HeldReason;

  constructor(reason: HeldReason, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.reason = reason;
  }
}
