export { mayDo, type Role, type TokenScope, tokenScope } from './token.js';
export { createFirstToken, createToken, findToken, listTokens, revokeToken, type Token } from './token-repository.js';
