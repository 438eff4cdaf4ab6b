export { AppliedPlan } from './applied-plan.js';
export { type DescribedDecision, describeDecision } from './describe-decision.js';
export { makePlan } from './make-plan.js';
export { type Plan, type PlannedHold, type PlannedWrite, plan as planSchema, planHash } from './plan.js';
export { getPlan, pagePlannedWrites, pagePlans } from './plan-repository.js';
