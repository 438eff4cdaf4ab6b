import type { Application } from '../../application/index.js';
import { readProgress } from '../../runs/index.js';
import { errorMessage } from '../../shared/index.js';
import type { Terminal } from '../terminal/index.js';
import { describeProgress } from './describe-progress.js';

const REDRAW_MS = 250;
const LINE_MS = 5_000;

/** Says how far the runs are until `signal` is aborted: a bar that moves on a terminal, else a line now and then. */
export async function watchProgress(
  { database, clock, log }: Application,
  terminal: Terminal,
  { name, runIds, signal }: { readonly name: string; readonly runIds: readonly string[]; readonly signal: AbortSignal },
): Promise<void> {
  const since = clock.now().getTime();
  let doneBefore: number | null = null;
  const isOver = () => signal.aborted;
  while (!isOver()) {
    await clock.sleep(terminal.isWatched ? REDRAW_MS : LINE_MS, signal).catch(() => undefined);
    if (isOver()) break;
    try {
      const all = await database.transaction('read progress', async (transaction) => {
        const found = await Promise.all(runIds.map((runId) => readProgress(transaction, runId)));
        return found.filter((progress) => progress !== null);
      });
      const done = all.reduce((sum, progress) => sum + progress.done, 0);
      doneBefore ??= done;
      const pace = { items: done - doneBefore, seconds: (clock.now().getTime() - since) / 1000 };
      const lines = all
        .filter(({ state }) => state === 'queued' || state === 'running' || state === 'delayed')
        .map((progress) => describeProgress(name, progress, pace, { hasBar: terminal.isWatched }));
      if (terminal.isWatched) terminal.draw(lines.join(' · ').slice(0, terminal.width - 1));
      else for (const line of lines) terminal.note(line);
    } catch (error) {
      // The work itself says so louder if the database stays away.
      log.debug('progress could not be read', { reason: errorMessage(error) });
    }
  }
  terminal.draw('');
}
