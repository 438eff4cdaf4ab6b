import { recordAudit } from '../../audit/index.js';
import { getIntegration, type Integration } from '../../integrations/index.js';
import { getRun, type Run } from '../../runs/index.js';
import { ConfigurationError, UnknownNameError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { getStream } from '../../streams/index.js';
import { requestRun } from '../../ticks/index.js';
import type { Application } from '../open-application.js';
import { refuseIdle } from './idle-reason.js';
import { refuseUnlicensed } from './refuse-unlicensed.js';

/** A run that reads streams again. */
export interface Replay {
  readonly integration: Integration;
  readonly run: Run;
  /** False when a replay of the integration is active already. */
  readonly isNew: boolean;
  /** False when that one reads other streams. */
  readonly isAboutThese: boolean;
}

/**
 * Reads streams of earlier runs again from their first page, one run for each integration, and deals with everything on them whatever was seen.
 * @throws UnknownNameError when there is no stream of one of the ids. @throws ConfigurationError when an integration cannot run.
 */
export async function replayStreams(
  application: Application,
  streamIds: readonly string[],
): Promise<readonly Replay[]> {
  const queue = await application.queue();
  const { random, actor } = application;
  return application.database.transaction('replay streams', async (transaction) => {
    await refuseUnlicensed(transaction, application);
    const wanted = new Map<string, { readonly integration: Integration; readonly streams: string[] }>();
    for (const id of streamIds) {
      const integration = await integrationOf(transaction, id);
      const known = wanted.get(integration.id) ?? { integration, streams: [] };
      known.streams.push(id);
      wanted.set(integration.id, known);
    }
    const replays: Replay[] = [];
    for (const { integration, streams } of wanted.values()) {
      refuseIdle(integration);
      const requested = { integrationId: integration.id, mode: 'replay' as const, request: { streams } };
      const { run, isNew } = await requestRun(transaction, { queue, random }, requested);
      const details = { run: run.id, streams };
      await recordAudit(transaction, actor, { action: 'process stream', subject: integration.name, details });
      const isAboutThese = streams.every((id) => run.request.streams?.includes(id));
      replays.push({ integration, run, isNew, isAboutThese });
    }
    return replays;
  });
}

async function integrationOf(transaction: Transaction, streamId: string): Promise<Integration> {
  const stream = await getStream(transaction, streamId);
  if (stream === null)
    throw new UnknownNameError(`there is no stream ${streamId}; see \`syncline runs NAME --streams\``);
  const run = await getRun(transaction, stream.runId);
  const integration = run === null ? null : await getIntegration(transaction, run.integrationId);
  if (integration === null) throw new ConfigurationError(`the integration of stream ${streamId} is gone`);
  return integration;
}
