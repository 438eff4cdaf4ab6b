import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 500;
/** Whether a process lives is said at once, whatever else is away. */
const HEALTH_PATIENCE_MS = 2_000;
/** Whether it is ready is asked of the database. */
const READY_PATIENCE_MS = 10_000;
/** From when on an answer about the database is expected to be the new one: it may have been asked before. */
const GRACE_MS = 10_000;

/** What `/healthz` and `/readyz` said while the web process lived. */
export interface WebWatch {
  /** The process was started: it answers from when it first does so. */
  started(): void;
  /** It is going to be killed. */
  ending(): void;
  database(isAway: boolean): void;
  /** Waits until it answers and is ready. @throws when it takes longer */
  ready(withinMs: number): Promise<void>;
  /** Ends the watching. @returns how often they answered, and every answer that was wrong or missing */
  stop(): Promise<WebFindings>;
}

/** What came of the watching. */
export interface WebFindings {
  readonly answers: number;
  /** How often it said that the database is away, and was right. */
  readonly notReady: number;
  readonly findings: readonly string[];
}

export function watchWeb(url: string): WebWatch {
  const over = new AbortController();
  const findings: string[] = [];
  let [answers, notReady] = [0, 0];
  let [lives, answered, wasReady] = [false, false, false];
  let database = { isAway: false, since: performance.now() };

  const look = async () => {
    const [health, before] = [await statusOf(`${url}/healthz`, HEALTH_PATIENCE_MS), database];
    if (!lives) return;
    if (health === null && !answered) return;
    answered = true;
    if (health !== 200) findings.push(`/healthz: ${health ?? 'no answer'}`);
    const ready = await statusOf(`${url}/readyz`, READY_PATIENCE_MS);
    if (!lives) return;
    answers += 1;
    const isSettled = before === database && performance.now() - before.since > GRACE_MS;
    const right = before.isAway ? 503 : 200;
    wasReady ||= ready === 200;
    if (ready === null) findings.push(`/readyz: no answer${before.isAway ? ' while the database is away' : ''}`);
    else if (isSettled && wasReady && ready !== right) findings.push(`/readyz: ${ready} instead of ${right}`);
    if (before.isAway && ready === 503) notReady += 1;
  };
  const watching = (async () => {
    while (!over.signal.aborted) {
      if (lives) await look();
      await delay(LOOK_MS);
    }
  })();
  return {
    started() {
      [lives, answered, wasReady] = [true, false, false];
    },
    ending() {
      lives = false;
    },
    database(isAway) {
      database = { isAway, since: performance.now() };
    },
    async ready(withinMs) {
      const tooLate = AbortSignal.timeout(withinMs);
      while ((await statusOf(`${url}/readyz`, READY_PATIENCE_MS)) !== 200) {
        await delay(LOOK_MS, undefined, { signal: tooLate });
      }
    },
    async stop() {
      over.abort();
      await watching;
      return { answers, notReady, findings };
    },
  };
}

async function statusOf(url: string, patienceMs: number): Promise<number | null> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(patienceMs) })).status;
  } catch {
    return null;
  }
}
