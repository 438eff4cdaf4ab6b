import { useEffect, useState } from 'react';

/** A person who types slower than this waits for the answer. */
const PAUSE_MS = 400;

/** A value once nobody has changed it for a moment: a tool is not asked for every letter. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
