import type { Application } from '../../application/index.js';
import type { Terminal } from '../terminal/index.js';

/** How many workers live; says to a person what follows from it. */
export async function noteWorkers(terminal: Terminal, application: Application): Promise<number> {
  const { workers } = await (await application.queue()).stats();
  terminal.note(
    workers > 0 ? 'A worker is there and takes it up at once.' : 'No worker is there: start one with `syncline serve`.',
  );
  return workers;
}
