import type { PanelDeed, SyncDefinition } from '../../mappings/index.js';

/** What a sync does where its entry says nothing. */
export const DEFAULTS = {
  start: 'manual',
  delayMs: 60_000,
  backfill: 'all',
  match: null,
  initial: 'hold',
  create: 'both',
  overlapMs: 300_000,
  settleMs: 0,
  conflicts: 'hold',
  deletes: 'keep',
  deleteLimit: { percent: 5, items: 10 },
  comments: 'none',
  users: {},
  panel: ['sync'] as PanelDeed[],
} as const satisfies Partial<SyncDefinition>;
