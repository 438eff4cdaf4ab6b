import { mergeChanges } from './merge-changes.js';

/** An element of the result: one that the target had, or one that the change brought; `replaces` is the stretch of the target that it stands for. */
export type CarriedElement =
  | { readonly from: 'target'; readonly index: number }
  | { readonly from: 'after'; readonly index: number; readonly replaces: readonly number[] };

/**
 * Makes in `target` the change that leads from `before` to `after`. `target` is `before` as another tool keeps it: mostly equal,
 * here and there altered. What the change does not touch stays as the target has it, altered or not; where it touches
 * something altered, the change wins, since an alteration is nobody's edit (I7).
 */
export function carryChange(
  target: readonly string[],
  before: readonly string[],
  after: readonly string[],
): readonly CarriedElement[] {
  const { elements } = mergeChanges({ base: before, ours: target, theirs: after }, 'theirs');
  return elements.map(({ from, index, replaces }) =>
    from === 'ours' ? { from: 'target', index } : { from: 'after', index, replaces },
  );
}
