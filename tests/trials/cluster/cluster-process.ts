import { readlinkSync } from 'node:fs';
import type { Installation, Running } from '../installation.js';

/** One `serve` of a cluster, started again under the same name after each kill. */
export class ClusterProcess {
  readonly name: string;
  readonly #installation: Installation;
  readonly #words: readonly string[];
  readonly #isApart: boolean;
  readonly #onEnd: (stderr: string) => void;
  #running: Running | null = null;
  #log = '';
  #isKilled = false;

  /** @param options.onEnd told when it ends and nobody has killed it */
  constructor(options: {
    readonly name: string;
    readonly installation: Installation;
    readonly words: readonly string[];
    readonly isApart: boolean;
    readonly onEnd: (stderr: string) => void;
  }) {
    this.name = options.name;
    this.#installation = options.installation;
    this.#words = options.words;
    this.#isApart = options.isApart;
    this.#onEnd = options.onEnd;
  }

  start(): void {
    const running = this.#installation.start(this.#words, { isApart: this.#isApart });
    this.#running = running;
    this.#isKilled = false;
    running.child.stderr?.on('data', (chunk: string) => {
      this.#log += chunk;
    });
    void running.ended.then(({ stderr }) => {
      if (this.#running === running && !this.#isKilled) this.#onEnd(stderr);
    });
  }

  /** All that it has said since its first start. */
  get log(): string {
    return this.#log;
  }

  /** The part of the name under which a worker of this process stands in the database that no other process has. */
  identity(): string {
    const pid = this.#pid();
    try {
      return `${readlinkSync(`/proc/${pid}/ns/pid_for_children`)} ${this.#isApart ? 1 : pid}`;
    } catch (error) {
      // A namespace has no name before its first process runs.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return `nobody yet of ${pid}`;
      throw error;
    }
  }

  /** kill -9. @returns when it is gone */
  async kill(): Promise<void> {
    if (this.#running === null) return;
    this.#isKilled = true;
    await this.#installation.kill(this.#running);
    this.#running = null;
  }

  /** As a machine that was suspended: all connections stay, and nothing moves. */
  freeze(): void {
    process.kill(-this.#pid(), 'SIGSTOP');
  }

  goOn(): void {
    process.kill(-this.#pid(), 'SIGCONT');
  }

  #pid(): number {
    const pid = this.#running?.child.pid;
    if (pid === undefined) throw new Error(`${this.name} does not run`);
    return pid;
  }
}
