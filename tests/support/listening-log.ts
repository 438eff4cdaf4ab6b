import { Writable } from 'node:stream';
import { createLogger } from '../../backend/application/index.js';
import type { Logger } from '../../backend/shared/index.js';

/** The program's own log, whose lines can be read. */
export function listeningLog(): { readonly lines: readonly Readonly<Record<string, unknown>>[]; readonly log: Logger } {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  return { lines, log: createLogger({ level: 'debug', isPretty: false, destination }) };
}
