import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const PREFIX = 'linux';

/**
 * A name for this process that no other ever has, on Linux: this start of the machine, its process namespace (containers),
 * the number and the moment of its start. Elsewhere the host and the number, which prove nothing about who is gone.
 */
export function processIdentity(): string {
  const place = namespace();
  const started = startOf(process.pid);
  if (place === null || started === null) return `${hostname()} ${process.pid}`;
  return [PREFIX, place, process.pid, started].join(' ');
}

/** Whether the process of that name is surely gone. False for other machines and containers: from here nobody can know. */
export function isSurelyGone(identity: string): boolean {
  const [prefix, bootId, processNamespace, pid, started] = identity.split(' ');
  if (prefix !== PREFIX || `${bootId} ${processNamespace}` !== namespace()) return false;
  return startOf(Number(pid)) !== started;
}

function namespace(): string | null {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${bootId} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // Not Linux, or /proc is closed.
    return null;
  }
}

/** When a process started, in the kernel's ticks; null when it is not there or only waits to be reaped. */
function startOf(pid: number): string | null {
  try {
    // The program's name stands in brackets and may hold anything, spaces too.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const isZombie = fields[0] === 'Z' || fields[0] === 'X';
    return isZombie ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
