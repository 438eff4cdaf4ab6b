/** How long a program may take to put its work down after it was asked to end. */
const LAST_MOMENTS_MS = 10_000;
/** Ctrl-C reaches a program that npm has started twice, from the terminal and from npm: that is one wish, not two. */
const ONE_WISH_MS = 500;

/**
 * Aborted when somebody asks this process to end. Asked a second time, or when the last moments are over, the process ends at
 * once with `forcedCode`.
 */
export function stopSignal(forcedCode: number): AbortSignal {
  const stopping = new AbortController();
  let askedAtMs = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      const nowMs = performance.now();
      if (!stopping.signal.aborted) {
        askedAtMs = nowMs;
        stopping.abort(new Error(`interrupted by ${name}`));
        setTimeout(() => process.exit(forcedCode), LAST_MOMENTS_MS).unref();
      } else if (nowMs - askedAtMs > ONE_WISH_MS) process.exit(forcedCode);
    });
  }
  return stopping.signal;
}
