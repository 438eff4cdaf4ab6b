/**
 * Time as a parameter. The engine decides due times and leases by the database's clock; this one serves waits,
 * time-outs and ages inside one process, and stands still or jumps in tests.
 */
export interface Clock {
  now(): Date;
  /** Resolves after `delayMs`; rejects with the signal's reason as soon as `signal` is aborted. */
  sleep(delayMs: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock and timers. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      }, delayMs);
      signal.addEventListener('abort', onAbort, { once: true });
    }),
};
