export type { ProposalSide, ProposedMapping, WrittenSync } from './proposal.js';
export { proposeMapping } from './propose-mapping.js';
export { tellingFields } from './telling-fields.js';
