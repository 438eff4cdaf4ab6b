import type { Check } from '../connectors/sdk/index.js';

/** Checks of one thing: this installation, a connection or an integration. */
export interface CheckGroup {
  readonly kind: 'platform' | 'connection' | 'integration';
  /** The connection's or integration's name; `platform` for this installation. */
  readonly name: string;
  /** What it is, in a few words: connector and address. */
  readonly about: string;
  readonly checks: readonly Check[];
}
