export { allEnded } from './all-ended.js';
export { type Clock, systemClock } from './clock.js';
export {
  AppError,
  ConfigurationError,
  errorMessage,
  LeaseLostError,
  MalformedAnswerError,
  NotFoundError,
  PausedError,
  RateLimitedError,
  ReconnectNeededError,
  RefusedError,
  StaleError,
  UnavailableError,
  UnknownNameError,
  UnknownOutcomeError,
} from './errors.js';
export { canonicalJson, type JsonValue, jsonHash, jsonValue } from './json.js';
export { currentLogFields, withLogFields } from './log-fields.js';
export { type Logger, silentLogger } from './logger.js';
export { memoized } from './memoized.js';
export { nearest, suggestion } from './nearest.js';
export { once } from './once.js';
export { type Random, systemRandom } from './random.js';

export { stopSignal } from './stop-signal.js';
