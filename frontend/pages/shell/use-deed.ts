import { useCallback, useEffect, useRef, useState } from 'react';

/** Something that a person does by a button. */
export interface Deed<Given extends readonly unknown[]> {
  /** Does it; a second press while it is being done changes nothing. @returns whether it was done */
  run(...given: Given): Promise<boolean>;
  readonly isBusy: boolean;
  /** What came instead, until it is tried again; null: nothing. */
  readonly error: unknown;
  /** Forgets what came instead. */
  clear(): void;
}

/** Keeps what a button needs to know of what it does. */
export function useDeed<Given extends readonly unknown[]>(deed: (...given: Given) => Promise<unknown>): Deed<Given> {
  const [{ isBusy, error }, setState] = useState<{ readonly isBusy: boolean; readonly error: unknown }>({
    isBusy: false,
    error: null,
  });
  const latest = useRef(deed);
  const isUnderWay = useRef(false);
  useEffect(() => {
    latest.current = deed;
  }, [deed]);
  const run = useCallback(async (...given: Given) => {
    if (isUnderWay.current) return false;
    isUnderWay.current = true;
    setState({ isBusy: true, error: null });
    try {
      await latest.current(...given);
      setState({ isBusy: false, error: null });
      return true;
    } catch (failure) {
      setState({ isBusy: false, error: failure });
      return false;
    } finally {
      isUnderWay.current = false;
    }
  }, []);
  const clear = useCallback(() => setState((before) => ({ ...before, error: null })), []);
  return { run, isBusy, error, clear };
}
