export { prepareScoping } from './prepare-scoping.js';
export type { Scope } from './scope.js';
export { scoped } from './scoped-database.js';
export { makeScopedRole, SCOPED_ROLE, TAKES_ON } from './scoped-role.js';
export { scopingFault } from './scoping-fault.js';
