import { useCallback, useEffect, useState } from 'react';

/** When it is looked again, in seconds each after the one before: what somebody has just done comes soon, or takes its time. */
const SOON_SECONDS = [2, 5, 10, 20];
/** How often it is looked for what may come later. */
const LATER_SECONDS = 60;

/**
 * Looks again by itself: soon after the panel was opened and after something was asked for, then now and then. Not as often as the pages
 * of administrators hear of news, for every answer costs a call to Jira; nothing for a tab that nobody looks at.
 * @param isSettled whether nothing is expected of what is shown, so that after a while nobody looks any more
 * @returns whether something that was asked for is still to happen, and what is called when it was asked for
 */
export function useLooks(again: () => void, isSettled: boolean): readonly [boolean, () => void] {
  const [isExpecting, setExpecting] = useState(false);
  const [looks, setLooks] = useState(0);
  const seconds = SOON_SECONDS[looks] ?? (isSettled ? null : LATER_SECONDS);
  useEffect(() => {
    if (seconds === null) return;
    const timer = setTimeout(() => {
      if (!document.hidden) again();
      setLooks(looks + 1);
      if (looks + 1 === SOON_SECONDS.length) setExpecting(false);
    }, seconds * 1_000);
    return () => clearTimeout(timer);
  }, [again, looks, seconds]);
  const expect = useCallback(() => {
    setExpecting(true);
    setLooks(0);
  }, []);
  return [isExpecting, expect];
}
