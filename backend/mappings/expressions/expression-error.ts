import { AppError } from '../../shared/index.js';

/** Hold what the expression was for and show a person the message: it does not parse, threw, or ran out of one of its bounds. */
export class ExpressionError extends AppError {}
