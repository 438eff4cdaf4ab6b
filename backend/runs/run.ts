import { z } from 'zod';
import { type JsonValue, jsonValue } from '../shared/index.js';

export const runMode = z.enum(['onboarding', 'incremental', 'manual', 'webhook', 'reconcile', 'replay']);
export type RunMode = z.infer<typeof runMode>;

export const runState = z.enum(['queued', 'running', 'delayed', 'finished', 'failed', 'paused', 'stopped']);
export type RunState = z.infer<typeof runState>;

/**
 * The legal moves of a run. `running` to `running` is a worker taking over from one that died; what was paused, stopped or has failed
 * goes on at a person's word alone, from the page where it stood.
 */
const RUN_MOVES: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['queued', 'running', 'paused', 'stopped'],
  running: ['running', 'delayed', 'finished', 'failed', 'paused', 'stopped'],
  delayed: ['queued', 'running', 'paused', 'stopped'],
  finished: [],
  failed: ['queued'],
  paused: ['queued'],
  stopped: ['queued'],
};

/** Whether a run is still to be worked. */
export function isActive(state: RunState): boolean {
  return RUN_MOVES[state].includes('running');
}

/** The states from which a run may move to `to`. */
export function statesBefore(to: RunState): readonly RunState[] {
  return runState.options.filter((from) => RUN_MOVES[from].includes(to));
}

/** What a run was asked to do beyond its mode; the `request` column. */
export const runRequest = z.object({
  /** Only these items, by key, id or address part; absent: everything that changed. */
  items: z.array(z.string()).optional(),
  /** Only what this plan says. */
  planId: z.string().optional(),
  /** These streams of earlier runs once more, from their first page and whatever was seen. */
  streams: z.array(z.uuid()).optional(),
});
export type RunRequest = z.infer<typeof runRequest>;

export const runCounters = z.object({
  read: z.number().default(0),
  created: z.number().default(0),
  updated: z.number().default(0),
  skipped: z.number().default(0),
  held: z.number().default(0),
  failed: z.number().default(0),
});
export type RunCounters = z.infer<typeof runCounters>;

/** Requests by connection name. */
export const runCalls = z.record(z.string(), z.object({ reads: z.number(), writes: z.number() }));
export type RunCalls = z.infer<typeof runCalls>;

/** What stopped or delayed a run. */
export const runError = z.object({
  name: z.string(),
  message: z.string(),
  /** Facts such as the excerpt of a malformed answer; secrets are removed where it is made. */
  details: z.record(z.string(), jsonValue).default({}),
});
export type RunError = z.infer<typeof runError>;

/** One execution of an integration. */
export interface Run {
  readonly id: string;
  readonly integrationId: string;
  readonly mode: RunMode;
  readonly state: RunState;
  readonly request: RunRequest;
  readonly phase: 'reading' | 'working';
  readonly counters: RunCounters;
  readonly calls: RunCalls;
  /** Milliseconds until a delayed run goes on; 0 when it may. */
  readonly resumeInMs: number;
  readonly attempts: number;
  readonly error: RunError | null;
  readonly createdAt: Date;
  /** How long ago that was when the run was read, by the database's clock. */
  readonly ageMs: number;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Anything as JSON, for the details of an error. */
export function toDetails(details: Readonly<Record<string, unknown>>): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) => {
      const parsed = jsonValue.safeParse(value);
      return parsed.success ? [[name, parsed.data]] : [];
    }),
  );
}
