import type { Run, RunCalls, RunCounters, RunState } from '../../runs/index.js';

/** What `sync --wait --json` ends with (design 6.2). */
export interface SyncReport extends RunCounters {
  readonly run: string;
  readonly state: RunState;
  /** By connection. */
  readonly calls: RunCalls;
  readonly seconds: number;
}

/** The worst comes last. */
const STATES = ['finished', 'stopped', 'paused', 'failed'] as const;

/** Adds up the runs that were worked; `requested` gives the id. */
export function reportRuns(requested: Run, worked: readonly Run[], seconds: number): SyncReport {
  const sum = (name: keyof RunCounters) => worked.reduce((total, { counters }) => total + counters[name], 0);
  const calls: RunCalls = {};
  for (const run of worked) {
    for (const [connection, { reads, writes }] of Object.entries(run.calls)) {
      const before = calls[connection] ?? { reads: 0, writes: 0 };
      calls[connection] = { reads: before.reads + reads, writes: before.writes + writes };
    }
  }
  return {
    run: requested.id,
    state: STATES.findLast((state) => worked.some((run) => run.state === state)) ?? requested.state,
    read: sum('read'),
    created: sum('created'),
    updated: sum('updated'),
    skipped: sum('skipped'),
    held: sum('held'),
    failed: sum('failed'),
    calls,
    seconds: Math.round(seconds * 1000) / 1000,
  };
}
