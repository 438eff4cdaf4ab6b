import { AppError } from '../../shared/index.js';

/** Tell the operator: the embedded database cannot be started, entered or stopped, and the message says what to mend. */
export class EmbeddedDatabaseError extends AppError {}
