import { childrenOf, type ExpressionNode } from './expression-node.js';

/** What of `item` an expression looks at. */
export interface ItemReferences {
  readonly fields: ReadonlySet<string> | 'all';
  readonly usesItem: boolean;
}

/** Steps that may lead to the item without naming it. */
const UNNAMED = new Set(['wildcard', 'descendant', 'parent']);

/**
 * Finds `item.fields.ID` wherever it stands. When in doubt the answer is `all`: a field read in vain costs a little, a field
 * not read would be empty to the expression.
 */
export function itemReferences(tree: ExpressionNode): ItemReferences {
  const found = { fields: new Set<string>(), all: false, usesItem: false };
  visit(tree, true);
  return { fields: found.all ? 'all' : found.fields, usesItem: found.usesItem || found.all };

  function visit(node: ExpressionNode, isOutermost: boolean): void {
    if (node.type === 'path') {
      const steps = node.steps ?? [];
      note(steps);
      for (const [index, step] of steps.entries()) for (const child of visitedIn(step)) visit(child, index === 0);
      return;
    }
    if (UNNAMED.has(node.type) || isRoot(node) || (isContext(node) && isOutermost)) found.all = true;
    for (const child of childrenOf(node)) visit(child, isOutermost);
  }

  function note(steps: readonly ExpressionNode[]): void {
    const [first, second, third] = steps[0]?.type === 'variable' ? steps.slice(1) : steps;
    const isFromRoot = first === steps[0] || isRoot(steps[0]) || isContext(steps[0]);
    if (first === undefined || !isFromRoot) return;
    if (UNNAMED.has(first.type)) found.all = true;
    if (!isNamed(first, 'item')) return;
    found.usesItem = true;
    if (second === undefined || second.type !== 'name') found.all = true;
    else if (second.value === 'fields') {
      if (third?.type === 'name' && !hasMore(first) && !hasMore(second)) found.fields.add(String(third.value));
      else found.all = true;
    }
  }
}

/** What is inside a step of a path; the names themselves are seen by `note`. */
function visitedIn(step: ExpressionNode): readonly ExpressionNode[] {
  const isPlain = step.type === 'name' || step.type === 'variable' || UNNAMED.has(step.type);
  return isPlain ? childrenOf(step) : [step];
}

function isNamed(node: ExpressionNode, name: string): boolean {
  return (node.type === 'name' || node.type === 'string') && node.value === name;
}

/** `$$`, the whole input. */
function isRoot(node: ExpressionNode | undefined): boolean {
  return node?.type === 'variable' && node.value === '$';
}

/** `$`, which outside of a path's later steps is the whole input too. */
function isContext(node: ExpressionNode | undefined): boolean {
  return node?.type === 'variable' && node.value === '';
}

/** A filter or another stage on a step changes what the next name means. */
function hasMore(step: ExpressionNode): boolean {
  return childrenOf(step).length > 0;
}
