import { LinearRegExp } from './linear-regexp.js';

/** A node of JSONata's syntax tree, as far as it is looked at; its own type does not name what we need. */
export interface ExpressionNode {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly ExpressionNode[];
  readonly body?: ExpressionNode;
}

/** The nodes right below one, in no order. */
export function childrenOf(node: object): readonly ExpressionNode[] {
  return Object.values(node).flatMap(nodesIn);
}

/** @throws RE2JSSyntaxException when a regular expression in the tree cannot be matched in linear time. */
export function checkRegexps(node: ExpressionNode): void {
  if (node.type === 'regex' && node.value instanceof RegExp) new LinearRegExp(node.value);
  for (const child of childrenOf(node)) checkRegexps(child);
}

function nodesIn(member: unknown): readonly ExpressionNode[] {
  if (Array.isArray(member)) return member.flatMap(nodesIn);
  if (typeof member !== 'object' || member === null || member instanceof RegExp) return [];
  return 'type' in member && typeof member.type === 'string' ? [member as ExpressionNode] : childrenOf(member);
}
