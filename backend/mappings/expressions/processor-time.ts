interface Usage {
  /** Microseconds. */
  readonly user: number;
  readonly system: number;
}

/** Newer than the oldest Node.js that we run on, and than the types that we compile with. */
const ofThread = (process as { readonly threadCpuUsage?: () => Usage }).threadCpuUsage?.bind(process);

/**
 * Milliseconds of processor time that this thread has used, where Node.js can tell, else this whole process: then a thread has used no more than that,
 * and on a starved machine that is far less than what the clock says.
 */
export function processorTimeMs(): number {
  return inMs(ofThread?.() ?? process.cpuUsage());
}

/** The same of all threads of this process together. */
export function processorTimeOfAllMs(): number {
  return inMs(process.cpuUsage());
}

function inMs({ user, system }: Usage): number {
  return (user + system) / 1_000;
}
