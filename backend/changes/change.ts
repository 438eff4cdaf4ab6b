import type { Side } from '../mappings/index.js';

/** One item found new, changed or gone, not yet dealt with. */
export interface Change {
  readonly id: string;
  readonly side: Side;
  readonly itemId: string;
  readonly itemKey: string;
  readonly kind: 'seen' | 'vanished';
  /** Found by a page that the integration's filter was part of. */
  readonly filtered: boolean;
  /** As stored when the change was taken; one found anew meanwhile has another. */
  readonly versionToken: string | null;
  /** When the item was changed, by its tool's clock; null: it is looked at for another reason. */
  readonly versionAt: Date | null;
  readonly attempts: number;
}
