import { faultyConnections } from './connections.js';
import type { FaultyFile } from './faulty-file.js';
import { faultyIntegrations } from './integrations.js';
import { faultyTexts } from './texts.js';

export const faultyFiles: readonly FaultyFile[] = [...faultyConnections, ...faultyIntegrations, ...faultyTexts];
export type { FaultyFile };
