import { setMaxListeners } from 'node:events';
import { expect, test } from 'vitest';
import { onBehalfOf } from '../../../backend/connections/party.js';
import { SharedPages } from '../../../backend/connections/shared-pages.js';
import type { ItemRef, Page, PageQuery } from '../../../backend/connectors/sdk/index.js';
import { JumpingClock } from '../../support/jumping-clock.js';

const NOON_MS = Date.parse('2026-03-02T12:00:00.000Z');
const never = new AbortController().signal;
setMaxListeners(0, never);

const ref = (key: string, secondsAfterNoon: number): ItemRef => ({
  id: key,
  key,
  version: { token: key, at: new Date(NOON_MS + secondsAfterNoon * 1000).toISOString() },
});

/** A list that answers when it is told to, with what changed at or after the time asked for. */
function pagesOf(items: readonly ItemRef[], { next = null }: { readonly next?: string | null } = {}) {
  const clock = new JumpingClock(new Date(NOON_MS));
  const asked: (number | null)[] = [];
  const answers: ((failure?: Error) => void)[] = [];
  let isPrompt = true;
  const page = (query: PageQuery, signal: AbortSignal): Promise<Page> => {
    const sinceMs = query.updatedSince?.getTime() ?? null;
    asked.push(sinceMs === null ? null : (sinceMs - NOON_MS) / 1000);
    const refs = items.filter(({ version }) => Date.parse(version.at) >= (sinceMs ?? 0));
    return new Promise((resolve, reject) => {
      const answer = (failure?: Error) => {
        if (failure === undefined) resolve({ refs, next, toolTime: clock.now() });
        else reject(failure);
      };
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      if (isPrompt) answer();
      else answers.push(answer);
    });
  };
  const pages = new SharedPages({ page }, clock);
  /** @param since seconds after noon */
  const poll = (
    party: string,
    since: number,
    options: { wantedAt?: Date; signal?: AbortSignal; container?: string } = {},
  ) =>
    onBehalfOf({ name: party, assertMayWrite: () => undefined }, () =>
      pages.read(
        {
          container: options.container ?? 'BENCH',
          filter: null,
          order: 'updated',
          updatedSince: new Date(NOON_MS + since * 1000),
          createdSince: null,
          after: null,
        },
        options.wantedAt ?? new Date(0),
        options.signal ?? never,
      ),
    );
  return { clock, asked, answers, poll, holdBack: () => (isPrompt = false) };
}

const keysOf = async (page: Promise<Page>) => (await page).refs.map(({ key }) => key);

// Red without: the comparison of `askedAtMs` with `wantedAt`; with `>=` in it, for an edit may come within the same millisecond.
test('an answer serves runs that were asked for before the tool was, and no others', async () => {
  const { clock, asked, poll } = pagesOf([]);
  await poll('a', 0);
  await poll('b', 0, { wantedAt: new Date(NOON_MS - 1) });
  expect(asked).toEqual([0]);
  await poll('c', 0, { wantedAt: clock.now() });
  expect(asked).toEqual([0, 0]);
});

// Red without: `catch(() => null)` and the asking again after it.
test('one whose shared answer fails asks for itself', async () => {
  const { asked, answers, poll, holdBack } = pagesOf([ref('BENCH-1', 1)]);
  holdBack();
  const stop = new AbortController();
  const first = poll('a', 0, { signal: stop.signal });
  const second = poll('b', 0);
  const reason = new Error('stopped');
  stop.abort(reason);
  await expect(first).rejects.toBe(reason);
  await expect.poll(() => asked).toEqual([0, 0]);
  answers.at(-1)?.();
  expect(await keysOf(second)).toEqual(['BENCH-1']);
});

// Red without: `signal.throwIfAborted()` after waiting for the answer that another has asked for.
test('one that is stopped while it waits for the answer of another goes no further', async () => {
  const { asked, answers, poll, holdBack } = pagesOf([]);
  holdBack();
  const first = poll('a', 0);
  const stop = new AbortController();
  const reason = new Error('stopped');
  const second = poll('b', 0, { signal: stop.signal });
  stop.abort(reason);
  answers[0]?.();
  await first;
  await expect(second).rejects.toBe(reason);
  expect(asked).toEqual([0]);
});

// Red without: `#furthestBack` (each asks for its own), or the filter after it (the second is told of BENCH-1 too).
test('a poll looks back as far as the others do, and is told what it has asked for', async () => {
  const { asked, poll } = pagesOf([ref('BENCH-1', 5), ref('BENCH-2', 20)]);
  expect(await keysOf(poll('a', 0))).toEqual(['BENCH-1', 'BENCH-2']);
  expect(await keysOf(poll('b', 20))).toEqual(['BENCH-2']);
  expect(asked).toEqual([0]);
});

// Red without: the second question where `next` is not null: what is beyond the wide page's end would be read as a narrow one's.
test('a poll for which looking back takes several pages asks for its own part alone', async () => {
  const { asked, poll } = pagesOf([ref('BENCH-1', 5), ref('BENCH-2', 20)], { next: 'more' });
  await poll('a', 0);
  expect(await poll('b', 20)).toMatchObject({ refs: [{ key: 'BENCH-2' }], next: 'more' });
  expect(asked).toEqual([0, 20]);
});

// Red without: the list among what polls are known by.
test('a poll does not look back for those of another list', async () => {
  const { asked, poll } = pagesOf([]);
  await poll('a', 0, { container: 'OTHER' });
  await poll('b', 10);
  expect(asked).toEqual([0, 10]);
});

// Red without: the bound on how much further a poll looks back for others (WIDENED_MS).
test('a poll does not look back for one that is far behind', async () => {
  const { asked, poll } = pagesOf([]);
  await poll('a', -601);
  await poll('b', 0);
  expect(asked).toEqual([-601, 0]);
});

// Red without: the forgetting of polls that come no more (`polls.delete`).
test('a poll does not look back for one that has not come for long', async () => {
  const { clock, asked, poll } = pagesOf([]);
  await poll('a', 0);
  clock.advance(600_001);
  await poll('b', 10);
  expect(asked).toEqual([0, 10]);
});

// Red without: the deletion of old answers, of which a process would have more and more.
test('an answer is kept for half a minute', async () => {
  const { clock, asked, poll } = pagesOf([]);
  await poll('a', 0);
  clock.advance(30_000);
  await poll('a', 10);
  await poll('b', 0);
  expect(asked).toEqual([0, 10]);
  clock.advance(1);
  await poll('a', 700);
  await poll('b', 0);
  expect(asked).toEqual([0, 10, 700, 0]);
});
