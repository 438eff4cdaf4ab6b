import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { LiveMarks } from '../../api/operations.js';
import { watchLive } from '../../api/watch-live.js';
import { useHere } from './here.js';
import { type Asked, useAnswer } from './use-answer.js';

/** What the server can say has changed. */
export type LiveWord = keyof LiveMarks;

type Listener = (changed: ReadonlySet<LiveWord>) => void;

const LiveContext = createContext<((listener: Listener) => () => void) | null>(null);

/** One stream for all that a page shows; while nobody looks at the tab there is none. */
export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const { host, has } = useHere();
  const isFor = has('viewer');
  const [isSeen, setSeen] = useState(!document.hidden);
  const listeners = useMemo(() => new Set<Listener>(), []);
  const listen = useMemo(
    () => (listener: Listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    [listeners],
  );
  useEffect(() => {
    const see = () => setSeen(!document.hidden);
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, []);
  const last = useMemo<{ marks: LiveMarks | null }>(() => ({ marks: null }), []);
  useEffect(() => {
    if (!isFor || !isSeen) return;
    const ending = new AbortController();
    const tell = (marks: LiveMarks) => {
      const before = last.marks;
      last.marks = marks;
      // What the page asked for before the first marks may be older than they are.
      const changed = new Set(wordsOf(marks).filter((word) => marks[word] !== before?.[word]));
      if (changed.size > 0) for (const listener of [...listeners]) listener(changed);
    };
    void watchLive(host, tell, ending.signal);
    return () => ending.abort();
  }, [host, isFor, isSeen, last, listeners]);
  return <LiveContext.Provider value={listen}>{children}</LiveContext.Provider>;
}

/** As `useAnswer`, and asks anew when something of these words has changed. @param words the same array each time. */
export function useLiveAnswer<T>(ask: () => Promise<T>, words: readonly LiveWord[]): Asked<T> {
  const asked = useAnswer(ask);
  useLive(words, asked.again);
  return asked;
}

/** Calls back when something of these words has changed. @param words the same array each time. */
export function useLive(words: readonly LiveWord[], heard: () => void): void {
  const listen = useContext(LiveContext);
  useEffect(() => listen?.((changed) => words.some((word) => changed.has(word)) && heard()), [listen, words, heard]);
}

function wordsOf(marks: LiveMarks): readonly LiveWord[] {
  return Object.keys(marks) as LiveWord[];
}
