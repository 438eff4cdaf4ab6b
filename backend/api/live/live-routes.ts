import { type Application, type LiveMarks, readLiveMarks } from '../../application/index.js';
import { type Route, route } from '../http/index.js';

/** How soon a page hears of something. */
const LOOK_MS = 1_000;
/** A proof of who asks is believed this long; then the page shows another one by asking again. */
const LONGEST_MS = 600_000;
/** A line all the same after this, so that nothing in between takes the silence for an end. */
const SILENCE_MS = 20_000;

export const liveRoutes: readonly Route[] = [
  route({ method: 'get', path: '/live', answer: async ({ application }) => ({ body: await look(application) }) }),
  route({
    method: 'get',
    path: '/live/stream',
    answer: async ({ application, signal }) => ({ lines: marksOf(application, signal) }),
  }),
];

/** How things stand, and again whenever it is something else. */
async function* marksOf(application: Application, signal: AbortSignal): AsyncGenerator<LiveMarks> {
  const { clock } = application;
  const endsAtMs = clock.now().getTime() + LONGEST_MS;
  let last = '';
  let saidAtMs = 0;
  while (!signal.aborted) {
    const nowMs = clock.now().getTime();
    if (nowMs > endsAtMs) return;
    const marks = await look(application);
    const text = JSON.stringify(marks);
    if (text !== last || nowMs - saidAtMs > SILENCE_MS) {
      [last, saidAtMs] = [text, nowMs];
      yield marks;
    }
    await clock.sleep(LOOK_MS, signal).catch(() => undefined);
  }
}

function look({ database }: Application): Promise<LiveMarks> {
  return database.transaction('look for news', readLiveMarks);
}
