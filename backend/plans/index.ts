export { AppliedPlan } from './applied-plan.js';
export { describeDecision } from './describe-decision.js';
export { makePlan } from './make-plan.js';
export { type Plan, type PlannedHold, type PlannedWrite, plan as planSchema, planHash, writeName } from './plan.js';
export { getPlan, storePlan } from './plan-repository.js';
