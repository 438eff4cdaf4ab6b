import { parseExpression, saidBy } from './evaluate-bounded.js';
import { checkRegexps, type ExpressionNode } from './expression-node.js';
import { itemReferences } from './item-references.js';

/** What a look at an expression, without running it, tells. */
export type CheckedExpression =
  | {
      readonly kind: 'sound';
      /** Ids of the fields that it reads as `item.fields.ID`; `all` when it takes the item as a whole. */
      readonly fields: ReadonlySet<string> | 'all';
      readonly usesItem: boolean;
    }
  | { readonly kind: 'broken'; readonly message: string };

/** Parses an expression and finds what of the item it looks at. */
export function compileExpression(text: string): CheckedExpression {
  try {
    const tree = parseExpression(text).ast() as unknown as ExpressionNode;
    checkRegexps(tree);
    const { fields, usesItem } = itemReferences(tree);
    return { kind: 'sound', fields, usesItem };
  } catch (error) {
    return { kind: 'broken', message: saidBy(error) };
  }
}
