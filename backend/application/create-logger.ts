import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import pretty from 'pino-pretty';
import { currentLogFields, type Logger } from '../shared/index.js';

/** Members that never reach a log, wherever they stand in what is logged. */
const SECRET_MEMBERS = [
  'password',
  'token',
  'secret',
  'secrets',
  'credentials',
  'authorization',
  'Authorization',
  'cookie',
  'url.password',
];
const REDACTED_PATHS = SECRET_MEMBERS.flatMap((member) => [member, `*.${member}`, `*.*.${member}`, `*.*.*.${member}`]);

/** How much is logged, and in which form. */
export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Lines for people instead of JSON. */
  readonly isPretty: boolean;
  /** Standard error when absent: standard output belongs to the report of a command. */
  readonly destination?: DestinationStream;
}

/** The program's log: one JSON object a line, or one readable line on a terminal. */
export function createLogger({ level, isPretty, destination }: LoggerOptions): Logger {
  const stream = destination ?? (isPretty ? prettyStandardError() : pino.destination({ dest: 2, sync: true }));
  const redact = { paths: REDACTED_PATHS, censor: '(secret)' };
  return wrap(pino({ level, base: null, redact, mixin: () => ({ ...currentLogFields() }) }, stream));
}

function prettyStandardError(): DestinationStream {
  return pretty({
    destination: 2,
    sync: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname',
    singleLine: true,
  });
}

/** pino wants the fields before the message. */
function wrap(logger: PinoLogger): Logger {
  return {
    debug: (message, fields = {}) => logger.debug(withError(fields), message),
    info: (message, fields = {}) => logger.info(withError(fields), message),
    warn: (message, fields = {}) => logger.warn(withError(fields), message),
    error: (message, fields = {}) => logger.error(withError(fields), message),
    child: (fields) => wrap(logger.child(fields)),
  };
}

/** An error has no enumerable members: as it is, it would be logged as nothing. */
function withError(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value,
    ]),
  );
}
