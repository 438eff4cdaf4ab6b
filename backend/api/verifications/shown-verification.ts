import { differenceCount, type Verification } from '../../verification/index.js';

/** A verification as the description says. @param names of integrations, by id. */
export function shownVerification(verification: Verification, names: ReadonlyMap<string, string>) {
  const { integrationId, counts, faults, state, ...rest } = verification;
  const isEqual = state === 'finished' ? differenceCount(counts) === 0 && faults.length === 0 : null;
  return { ...rest, state, integration: names.get(integrationId) ?? null, isEqual, counts, faults };
}
