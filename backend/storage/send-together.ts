import type { Duplex } from 'node:stream';

const held = new WeakSet<Duplex>();

/** Holds back what is written to a connection until all that is asked for just now is written: each sending wakes both processes. */
export function sendTogether(stream: Duplex): void {
  if (held.has(stream)) return;
  held.add(stream);
  stream.cork();
  process.nextTick(() => {
    held.delete(stream);
    stream.uncork();
  });
}
