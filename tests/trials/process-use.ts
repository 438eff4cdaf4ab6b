import { readFile } from 'node:fs/promises';

/** Ticks of the clock in which Linux counts processor time; the same on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;
const KILOBYTES_PER_MEGABYTE = 1024;

/** What a process has used so far. */
export interface ProcessUse {
  /** Of all its threads, in user mode and in the kernel. */
  readonly cpuSeconds: number;
  /** The same of its children that have ended. */
  readonly endedChildrenSeconds: number;
  /** Memory that it has in use now. */
  readonly residentMegabytes: number;
}

/** By the kernel's books (`/proc`); null when the process is gone. */
export async function processUse(pid: number): Promise<ProcessUse | null> {
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ]);
    // The name in brackets may hold anything; the numbers behind it begin with the third field.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const seconds = (first: number) => (Number(fields[first - 3]) + Number(fields[first - 2])) / TICKS_PER_SECOND;
    return {
      cpuSeconds: seconds(14),
      endedChildrenSeconds: seconds(16),
      residentMegabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / KILOBYTES_PER_MEGABYTE,
    };
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
