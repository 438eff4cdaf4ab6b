/** What is said where something is stopped that a page is about. */
export const paused = {
  title: (names: readonly string[]) => `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} paused`,
  why: (name: string, reason: string) => `${name}: ${reason}.`,
  help: 'Nothing is carried over meanwhile, and nothing is lost: what changes is carried over once it goes on.',
  toResume: 'Go to resume it',
} as const;
