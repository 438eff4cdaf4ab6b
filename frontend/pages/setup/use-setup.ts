import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import type { Setup } from '../../api/operations.js';
import { useHere } from '../shell/here.js';

/** What of a set-up is changed; the rest stays. */
export type Change = Partial<Pick<Setup, 'name' | 'step' | 'left' | 'right' | 'entry' | 'dropped'>>;

/** A set-up, and what can be done with it. Each deed shows what the server has kept. */
export interface OpenSetup {
  readonly setup: Setup;
  /** @throws ProblemError where somebody else has changed it */
  keep(change: Change): Promise<Setup>;
  /** Shows what another request has made of it. */
  show(setup: Setup): void;
}

/** Follows one set-up through its steps. @param begin as it was read. */
export function useSetup(begin: Setup): OpenSetup {
  const { host } = useHere();
  const [setup, show] = useState(begin);
  const keep = useCallback(
    async (change: Change) => {
      const { id, version, name, step, left, right, entry, dropped } = setup;
      const body = { version, name, step, left, right, entry, dropped, ...change };
      const kept = await call(host, 'POST /api/v1/setups/{id}', { path: { id }, body });
      show(kept);
      return kept;
    },
    [host, setup],
  );
  return { setup, keep, show };
}
