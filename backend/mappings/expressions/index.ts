export { compileExpression } from './compile-expression.js';
export { ExpressionError } from './expression-error.js';
export { createExpressionEvaluator, type ExpressionEvaluator } from './expression-evaluator.js';
export { inProcessEvaluator } from './in-process-evaluator.js';
