import type { Run } from '../../runs/index.js';

/** A run as the description says. @param names of integrations, by id. */
export function shownRun(run: Run, names: ReadonlyMap<string, string>) {
  const { id, integrationId, mode, state, phase, request, counters, calls, resumeInMs, error } = run;
  const { createdAt, startedAt, finishedAt } = run;
  return {
    id,
    integration: names.get(integrationId) ?? null,
    mode,
    state,
    phase,
    request,
    counters,
    calls,
    resumeInMs,
    error,
    createdAt,
    startedAt,
    finishedAt,
  };
}
