import type { WatchedEdit } from './edit.js';
import type { HeldField } from './observer.js';

/** All that a view shows. */
export interface Scene {
  readonly seconds: number;
  readonly phase: 'onboarding' | 'syncing' | 'ending';
  readonly issues: number;
  readonly incidents: number;
  /** Linked so far. */
  readonly pairs: number;
  /** What people did here so far. */
  readonly edits: { readonly left: number; readonly right: number };
  /** Newest first. */
  readonly recent: readonly WatchedEdit[];
  readonly held: readonly HeldField[];
  readonly waiting: number;
  readonly carried: number;
  readonly callsPerMinute: { readonly left: number; readonly right: number };
}

/** How the demo is shown: drawn on a terminal, or told line by line. */
export interface View {
  show(scene: Scene): void;
  /** Something became of an edit. */
  tell(edit: WatchedEdit, scene: Scene): void;
  /** Words that stay, after what was drawn is gone. */
  close(): void;
}

/** What a person at the terminal can do. */
export type Wish = 'edit' | 'conflict' | 'take left' | 'take right' | 'quit';
