import { type LaneStatus, storeChanges, takeStock } from '../changes/index.js';
import { checkSite } from '../connections/index.js';
import type { SiteIdentity } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { bothSides, SIDES, type Side } from '../mappings/index.js';
import { getPlan, type Plan } from '../plans/index.js';
import { ConfigurationError } from '../shared/index.js';
import type { Claim, Transaction } from '../storage/index.js';
import {
  type Cursors,
  listStreams,
  type PlannedStream,
  planStreams,
  publishAgain,
  publishStreams,
  type Reading,
  type ReadingMode,
  readStream,
  type Stream,
  startCursor,
} from '../streams/index.js';
import { poll } from './poll.js';
import { findRequestedItems, requeuePlanned } from './requested-items.js';
import { requeueWaiting } from './requeue-waiting.js';
import type { Run } from './run.js';
import { startOrLeave } from './start-or-leave.js';

/** The plan that the run applies. @throws ConfigurationError when it was made under another mapping. */
export async function planOf(job: SyncJob, run: Run): Promise<Plan | null> {
  const { planId } = run.request;
  if (planId === undefined) return null;
  const plan = await job.database.transaction('get plan', (transaction) => getPlan(transaction, planId));
  if (plan.mappingVersion === job.integration.mappingVersion) return plan;
  throw new ConfigurationError(
    `plan ${planId} was made under version ${plan.mappingVersion} of the mapping, which is at ${job.integration.mappingVersion} now; make a new plan`,
  );
}

/** Who answered on both sides, and when by their clocks. */
export type KnownSites = Readonly<Record<Side, SiteIdentity>>;

/** A run that begins to read. */
export interface ReadPhase {
  readonly job: SyncJob;
  readonly run: Run;
  readonly claim: Claim;
  readonly plan: Plan | null;
  /** When the run was begun. */
  readonly cursors: Cursors;
  /** By a worker that has begun the run before. */
  readonly published: readonly Stream[];
  /** When the run was asked for, by this process's clock or later. */
  readonly wantedAt: Date;
  /** Makes sure, once per run, that both sites are the ones that we know (I18). */
  readonly siteIsKnown: () => Promise<KnownSites>;
  /** Ends the run, in the transaction that finds that nothing waits: so most polls end. */
  readonly leaveQuietly: (transaction: Transaction) => Promise<void>;
  /** Aborted: no further page is read. */
  readonly stopping: AbortSignal;
}

/**
 * Finds everything that the run shall deal with and stores it as changes; done once, also if the run is taken over.
 * @returns what is to be dealt with now; null when there was nothing, and the run has ended.
 */
export async function readAll(phase: ReadPhase, signal: AbortSignal): Promise<LaneStatus | null> {
  const { job, run } = phase;
  const lane = { integrationId: job.integration.id, lane: job.lane };
  if (run.phase === 'working') {
    return job.database.transaction('take stock', (transaction) => takeStock(transaction, lane));
  }
  const readsStreams = run.request.items === undefined && phase.plan === null;
  const isFresh = phase.published.length === 0 && run.request.streams === undefined;
  if (!readsStreams) await findNamed(phase, signal);
  else if (isFresh && readingMode(run) === 'poll') {
    const polled = await poll(phase, readingOf(phase), plannedStreams(phase, 'poll'), signal);
    if (polled !== null) return polled.waiting;
  } else await readStreams(phase, signal);
  return job.database.transaction('start working', async (transaction) => {
    if (readsStreams && readingMode(run) !== 'onboarding') await requeueWaiting(transaction, job);
    return startOrLeave(transaction, phase, await takeStock(transaction, lane));
  });
}

/** Items that somebody has named, one by one or in a plan. */
async function findNamed({ job, run, plan, siteIsKnown }: ReadPhase, signal: AbortSignal): Promise<void> {
  const sites = await siteIsKnown();
  if (run.request.items !== undefined) return findRequestedItems(job, run.request.items, signal);
  if (plan === null) return;
  if (plan.mode === 'onboarding') {
    await startCursors(job, sites, job.clock.now().getTime() - Date.parse(plan.createdAt));
  }
  await requeuePlanned(job, plan);
}

async function readStreams(phase: ReadPhase, signal: AbortSignal): Promise<void> {
  const { job, run, published } = phase;
  const mode = readingMode(run);
  if (mode === 'onboarding') {
    await startCursors(job, await phase.siteIsKnown(), 0);
  }
  const streams = published.length > 0 ? published : await publish(phase, mode);
  const reading = readingOf(phase);
  await Promise.all(
    streams.filter(({ state }) => state !== 'finished').map((stream) => readStream(reading, stream, signal)),
  );
  if (mode === 'reconcile') await suspectUnlisted(job, run);
}

function readingOf({ job, claim, wantedAt, siteIsKnown, stopping }: ReadPhase): Reading {
  return { job, claim, wantedAt, beforeNews: siteIsKnown, stopping };
}

function readingMode(run: Run): ReadingMode {
  if (run.mode === 'onboarding' || run.mode === 'reconcile') return run.mode;
  return 'poll';
}

function plannedStreams({ job, cursors }: ReadPhase, mode: ReadingMode): readonly PlannedStream[] {
  const overlapMs = {
    left: job.sides.left.tool.abilities.overlapMs,
    right: job.sides.right.tool.abilities.overlapMs,
  };
  return planStreams({ integration: job.integration, mode, cursors, overlapMs });
}

async function publish(phase: ReadPhase, mode: ReadingMode): Promise<readonly Stream[]> {
  const { id, request } = phase.run;
  return phase.job.database.transaction('publish streams', async (transaction) => {
    if (request.streams !== undefined) await publishAgain(transaction, id, request.streams);
    else await publishStreams(transaction, id, plannedStreams(phase, mode));
    return listStreams(transaction, id);
  });
}

/** Polls begin where onboarding began (I2), or when the plan of it was made: what changes since then is found by them. */
async function startCursors(job: SyncJob, sites: KnownSites, agoMs: number): Promise<void> {
  await job.database.transaction('start cursors', async (transaction) => {
    for (const side of SIDES) {
      const { toolTime } = sites[side];
      if (toolTime === null) continue;
      await startCursor(transaction, job.integration.id, side, new Date(toolTime.getTime() - agoMs));
    }
  });
}

/** Makes sure that both sites are the ones that we know (I18), each asked once. @returns what they answered */
export async function checkSites(job: SyncJob, signal: AbortSignal): Promise<KnownSites> {
  return bothSides((side) => {
    const { connection, open } = job.sides[side];
    return checkSite(job.database, connection, open, signal);
  });
}

/** Linked items that a whole listing did not show: suspected to be gone, and looked for by id (I4, I5). */
async function suspectUnlisted(job: SyncJob, run: Run): Promise<void> {
  for (const side of SIDES) {
    await job.database.transaction('suspect unlisted items', async (transaction) => {
      const rows = await transaction.query(
        `select ${side}_id as id, ${side}_key as key from links l
          where integration_id = $1 and ended_at is null
            and not exists (select 1 from listed_items i where i.run_id = $2 and i.side = $3 and i.item_id = l.${side}_id)`,
        [job.integration.id, run.id, side],
      );
      await storeChanges(transaction, {
        integrationId: job.integration.id,
        lane: job.lane,
        side,
        kind: 'seen',
        filtered: false,
        refs: rows.map((row) => ({
          id: String(row.id),
          key: String(row.key),
          version: { token: '', at: new Date(0).toISOString() },
        })),
      });
    });
  }
}
