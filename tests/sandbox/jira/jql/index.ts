export type { Term } from './ast.js';
export { type CompiledQuery, compileJql, type SortTerm } from './compile.js';
export type { JqlContext, Predicate, SortKey } from './fields/jql-field.js';
export { namedIssue } from './fields/key-field.js';
export { jqlDate } from './jql-date.js';
export { parseJql } from './parse-jql.js';
