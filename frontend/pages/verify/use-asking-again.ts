import { useEffect } from 'react';

const AGAIN_MS = 1_000;

/** Asks again each second for as long as something is under way. */
export function useAskingAgain(isUnderWay: boolean, again: () => void): void {
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(again, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, again]);
}
