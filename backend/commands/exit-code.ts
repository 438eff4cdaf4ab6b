/** How a command ends (design 6.2). */
export const EXIT = {
  done: 0,
  /** Finished, with failures, differences or drift that were named. */
  differences: 1,
  couldNotRun: 2,
  wrongUsage: 64,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
