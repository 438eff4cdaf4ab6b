import { useEffect } from 'react';
import type { Draft } from './use-draft.js';

/** Where a draft could not be kept in the browser, leaving the page asks first. */
export function useAskBeforeLeaving({ isChanged, isKept }: Pick<Draft, 'isChanged' | 'isKept'>): void {
  const isLost = isChanged && !isKept;
  useEffect(() => {
    if (!isLost) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isLost]);
}
