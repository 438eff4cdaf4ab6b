import { useCallback, useEffect, useState } from 'react';

/** What is known of something that the server was asked for. An answer stays on the screen while it is asked for anew. */
export interface Asked<T> {
  readonly answer: T | null;
  readonly error: unknown;
  readonly isAsking: boolean;
  /** When the answer came. */
  readonly answeredAt: Date | null;
  again(): void;
}

/** Asks once the page is there, and again whenever `ask` is another function. */
export function useAnswer<T>(ask: () => Promise<T>): Asked<T> {
  const [asked, setAsked] = useState<Omit<Asked<T>, 'again'>>({
    answer: null,
    error: null,
    isAsking: true,
    answeredAt: null,
  });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks the same thing again
  useEffect(() => {
    let isWanted = true;
    setAsked((before) => ({ ...before, isAsking: true }));
    ask().then(
      (answer) => isWanted && setAsked({ answer, error: null, isAsking: false, answeredAt: new Date() }),
      (error: unknown) => isWanted && setAsked((before) => ({ ...before, error, isAsking: false })),
    );
    return () => {
      isWanted = false;
    };
  }, [ask, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...asked, again };
}
