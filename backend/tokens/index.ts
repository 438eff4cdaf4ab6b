export { isSameHash, type OpaqueTokens, opaqueTokens } from './opaque-token.js';
export { mayDo, type Role, role, type TokenScope, tokenScope } from './token.js';
export {
  createFirstToken,
  createToken,
  findToken,
  listTokens,
  revokeToken,
  type ShownToken,
  type Token,
} from './token-repository.js';
