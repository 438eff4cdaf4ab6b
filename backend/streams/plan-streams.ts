import type { Integration } from '../integrations/index.js';
import { SIDES, type Side } from '../mappings/index.js';
import type { PlannedStream, StreamQuery } from './stream.js';

/** How a run finds its changes. */
export type ReadingMode = 'onboarding' | 'poll' | 'reconcile';

/** What is needed to say which streams a run reads. */
export interface StreamPlanning {
  readonly integration: Pick<Integration, 'definition' | 'createdAt'>;
  readonly mode: ReadingMode;
  readonly cursors: Readonly<Partial<Record<Side, Date>>>;
  /** By side: the least that the connector looks back (index lag, rounding). */
  readonly overlapMs: Readonly<Record<Side, number>>;
}

/** One stream per side; which items it brings follows from the mode (I2, I4). */
export function planStreams(planning: StreamPlanning): readonly PlannedStream[] {
  return SIDES.flatMap((side) => {
    const query = queryOf(planning, side);
    return query === null ? [] : [{ side, identifier: `${side} by ${query.order}`, query }];
  });
}

function queryOf({ integration, mode, cursors, overlapMs }: StreamPlanning, side: Side): StreamQuery | null {
  const { backfill, overlapMs: configuredMs } = integration.definition;
  if (mode === 'onboarding') {
    if (backfill === 'none') return null;
    return {
      order: 'identity',
      updatedSince: null,
      createdSince: backfill === 'all' ? null : new Date(backfill.since).toISOString(),
      filtered: true,
      ignoresLedger: false,
    };
  }
  if (mode === 'reconcile') {
    return { order: 'identity', updatedSince: null, createdSince: null, filtered: false, ignoresLedger: true };
  }
  const from = cursors[side] ?? integration.createdAt;
  const since = new Date(from.getTime() - Math.max(configuredMs, overlapMs[side]));
  return {
    order: 'updated',
    updatedSince: since.toISOString(),
    createdSince: null,
    filtered: false,
    ignoresLedger: false,
  };
}
