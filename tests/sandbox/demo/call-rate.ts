const WINDOW_MS = 60_000;

/** Turns a counter that grows into calls a minute, over the last minute or what there is of one. */
export class CallRate {
  #samples: { readonly atMs: number; readonly count: number }[] = [];

  perMinute(count: number, atMs: number): number {
    this.#samples.push({ atMs, count });
    while ((this.#samples[0]?.atMs ?? atMs) < atMs - WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0];
    if (first === undefined || atMs === first.atMs) return 0;
    return Math.round(((count - first.count) / (atMs - first.atMs)) * WINDOW_MS);
  }
}
