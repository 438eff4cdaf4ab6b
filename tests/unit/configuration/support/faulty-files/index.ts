import { faultyConnections } from './connections.js';
import type { FaultyFile } from './faulty-file.js';
import { faultyIntegrations } from './integrations.js';
import { faultyNetworks } from './network.js';
import { faultyTexts } from './texts.js';

export const faultyFiles: readonly FaultyFile[] = [
  ...faultyConnections,
  ...faultyNetworks,
  ...faultyIntegrations,
  ...faultyTexts,
];
export type { FaultyFile };
