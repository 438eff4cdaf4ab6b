import type { SyncDefinition } from '../mappings/index.js';

/** A configured sync. */
export interface Integration {
  readonly id: string;
  /** Whose it is: the connections that it names are looked for among those of the tenant. */
  readonly tenant: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly definition: SyncDefinition;
  readonly mappingVersion: number;
  readonly state: 'active' | 'paused';
  readonly pausedReason: string | null;
  /** Null until an onboarding has finished. */
  readonly onboardedAt: Date | null;
  readonly nextRunAt: Date | null;
  readonly createdAt: Date;
}
