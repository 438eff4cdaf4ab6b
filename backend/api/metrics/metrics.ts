import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type Application, readHealth } from '../../application/index.js';
import type { QueueStats } from '../../queue/index.js';
import { isActive, runState } from '../../runs/index.js';
import { countWorkers, readBacklogs } from './metrics-repository.js';
import { RunTotals } from './run-totals.js';

const JOB_STATES = ['waiting', 'delayed', 'running', 'dead'] as const;

/** What Prometheus is told: read from the database when it asks, so that every web process tells the same. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #ours: (Counter | Gauge)[] = [];
  readonly #totals = new RunTotals();
  readonly #runs = this.#counter('syncline_runs_total', 'Runs that have ended, by how.', [
    'integration',
    'mode',
    'state',
  ]);
  readonly #active = this.#gauge('syncline_runs_active', 'Runs that are still to be worked.', [
    'integration',
    'mode',
    'state',
  ]);
  readonly #items = this.#counter('syncline_items_total', 'Items that runs have dealt with.', [
    'integration',
    'outcome',
  ]);
  readonly #calls = this.#counter('syncline_calls_total', 'Requests to tools; counted when a run is left.', [
    'connection',
    'intent',
  ]);
  readonly #waiting = this.#gauge('syncline_changes_waiting', 'Changes not dealt with.', ['integration']);
  readonly #oldestDue = this.#gauge(
    'syncline_changes_oldest_due_seconds',
    'Since when the first change has been due.',
    ['integration'],
  );
  readonly #held = this.#gauge('syncline_fields_held', 'Fields that wait for a person.', ['integration']);
  readonly #answers = this.#gauge(
    'syncline_connection_answers',
    'Whether the tool answers (1), or is asked seldom because it does not (0).',
    ['connection'],
  );
  readonly #warnings = this.#gauge('syncline_warnings', 'What works still and an administrator should see to.', [
    'connection',
    'kind',
  ]);
  readonly #workers = this.#gauge('syncline_workers', 'Living workers, on all processes.', []);
  readonly #jobs = this.#gauge('syncline_queue_jobs', 'Jobs in the queue.', ['task', 'state']);
  readonly #oldestWait = this.#gauge('syncline_queue_oldest_wait_seconds', 'Since when the first job has been due.', [
    'task',
  ]);
  #reading: Promise<unknown> = Promise.resolve();

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The text of now. Whoever asks meanwhile waits: two that count the same runs would count them twice. */
  read(application: Application): Promise<string> {
    const text = this.#reading.then(() => this.#read(application));
    this.#reading = text.catch(() => undefined);
    return text;
  }

  async #read({ database, queue }: Application): Promise<string> {
    const stats = await (await queue()).stats();
    const samples = await this.#totals.read(database);
    const { backlogs, workers, health } = await database.transaction('read metrics', async (transaction) => ({
      backlogs: await readBacklogs(transaction),
      workers: await countWorkers(transaction),
      health: await readHealth(transaction),
    }));
    // Not those of the process, which count by themselves.
    for (const metric of this.#ours) metric.reset();
    const counters = { runs: this.#runs, items: this.#items, calls: this.#calls };
    for (const { counter, labels, value } of samples) {
      if (counter === 'runs' && isActive(runState.parse(labels.state))) this.#active.set(labels, value);
      else counters[counter].inc(labels, value);
    }
    for (const { integration, waiting, oldestDueSeconds, held } of backlogs) {
      this.#waiting.set({ integration }, waiting);
      this.#oldestDue.set({ integration }, oldestDueSeconds);
      this.#held.set({ integration }, held);
    }
    this.#workers.set(workers);
    this.#setHealth(health);
    this.#setJobs(stats);
    return this.#registry.metrics();
  }

  #setHealth({ connections, warnings }: Awaited<ReturnType<typeof readHealth>>): void {
    for (const { kind } of warnings) this.#warnings.inc({ connection: '', kind });
    for (const { name: connection, outage, warnings: own } of connections) {
      this.#answers.set({ connection }, outage === null ? 1 : 0);
      for (const { kind } of own) this.#warnings.inc({ connection, kind });
    }
  }

  #setJobs({ tasks }: QueueStats): void {
    for (const [task, stats] of Object.entries(tasks)) {
      for (const state of JOB_STATES) this.#jobs.set({ task, state }, stats[state]);
      this.#oldestWait.set({ task }, stats.oldestWaitSeconds);
    }
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    return this.#own(new Counter({ name, help, labelNames, registers: [this.#registry] }));
  }

  #gauge(name: string, help: string, labelNames: string[]): Gauge {
    return this.#own(new Gauge({ name, help, labelNames, registers: [this.#registry] }));
  }

  #own<Metric extends Counter | Gauge>(metric: Metric): Metric {
    this.#ours.push(metric);
    return metric;
  }
}
