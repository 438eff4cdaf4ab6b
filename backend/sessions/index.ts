export { type Counted, giveBackAttempt, networkOf, takeAttempt } from './attempt-repository.js';
export type { FreshSession, Person, Session } from './session.js';
export { beginSession, endSession, endSessionsOf, findSession } from './session-repository.js';
