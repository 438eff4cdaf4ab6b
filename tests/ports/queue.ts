import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { handle, type Queue, type QueueTransaction, type QueueWorker, type Task } from '../../backend/queue/index.js';

/** What one implementation brings to the suite, fresh for each test. */
export interface QueueSubject {
  readonly queue: Queue;
  /** Commits what `work` does, or rolls it back when `work` throws. */
  transaction(work: (transaction: QueueTransaction) => Promise<void>): Promise<void>;
  /** Lets the time pass for which jobs wait that were delayed or that failed. */
  makeAllDue(): Promise<void>;
  /** The arguments of Node that start a worker in another process, which runs `workInChild`. */
  readonly childArguments: readonly string[];
  close(): Promise<void>;
}

const visit: Task<{ id: string }> = { name: 'visit', payload: z.object({ id: z.string() }) };
const other: Task<{ id: string }> = { name: 'other', payload: z.object({ id: z.string() }) };

/** Runs in the child process of the test that kills a worker: takes one job, says so, and never finishes it. */
export async function workInChild(queue: Queue): Promise<void> {
  const hang = handle(visit, ({ id }) => {
    process.stdout.write(`took ${id}\n`);
    return new Promise(() => undefined);
  });
  await queue.work([hang], { concurrency: 1 });
}

/** What every queue promises, whatever carries the jobs. */
export function queuePortTests(name: string, createSubject: () => Promise<QueueSubject>): void {
  describe(`queue port: ${name}`, () => {
    let subject: QueueSubject;
    let workers: QueueWorker[];
    let children: ChildProcess[];
    /** Emits `done` with an id whenever a handler begins with it. */
    let seen: EventEmitter;
    let ids: string[];

    beforeEach(async () => {
      subject = await createSubject();
      workers = [];
      children = [];
      seen = new EventEmitter();
      ids = [];
    });

    afterEach(async () => {
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(workers.map((worker) => worker.stop()));
      await subject.close();
    });

    const enqueue = (id: string, options = {}, task = visit) =>
      subject.transaction((transaction) => subject.queue.enqueue(transaction, task, { id }, options));

    /** A worker that notes each id; `act` may fail or wait. */
    const startWorker = async (
      act: (id: string, attempt: number, signal: AbortSignal, stopping: AbortSignal) => Promise<void> = async () =>
        undefined,
    ): Promise<QueueWorker> => {
      const handler = handle(visit, async ({ id }, { attempt, signal, stopping }) => {
        ids.push(id);
        seen.emit('seen', id);
        await act(id, attempt, signal, stopping);
      });
      const worker = await subject.queue.work([handler], { concurrency: 2 });
      workers.push(worker);
      return worker;
    };

    const untilSeen = async (...wanted: string[]): Promise<void> => {
      while (wanted.some((id) => !ids.includes(id))) await once(seen, 'seen');
    };

    const statsOfVisits = async () => (await subject.queue.stats()).tasks.visit;

    /** Polls, because a queue tells handlers what begins, and nobody what has ended. */
    const untilStats = (wanted: Record<string, number>) =>
      expect.poll(statsOfVisits, { timeout: 10_000, interval: 50 }).toMatchObject(wanted);

    test('a job that was enqueued is done', async () => {
      await startWorker();
      await enqueue('a');
      await untilSeen('a');
    });

    test('a job exists only if the transaction that enqueued it commits', async () => {
      const rolledBack = subject.transaction(async (transaction) => {
        await subject.queue.enqueue(transaction, visit, { id: 'never' });
        throw new Error('rolled back');
      });
      await expect(rolledBack).rejects.toThrow('rolled back');
      await enqueue('after');
      await startWorker();
      await untilSeen('after');
      expect(ids).toEqual(['after']);
    });

    test('a worker takes only the tasks it was given', async () => {
      await enqueue('not mine', {}, other);
      await enqueue('mine');
      await startWorker();
      await untilSeen('mine');
      expect((await subject.queue.stats()).tasks.other).toMatchObject({ waiting: 1, running: 0 });
    });

    test('each of many jobs is done once by several workers', async () => {
      const wanted = Array.from({ length: 40 }, (_, index) => `job ${index}`);
      for (const id of wanted) await enqueue(id);
      await Promise.all([startWorker(), startWorker()]);
      await untilSeen(...wanted);
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
      expect(ids.toSorted()).toEqual(wanted.toSorted());
      expect(await statsOfVisits()).toBeUndefined();
    });

    test('a worker does no more at a time than it was told', async () => {
      const gate = new EventEmitter();
      for (const id of ['a', 'b', 'c']) await enqueue(id);
      await startWorker(async () => void (await once(gate, 'open')));
      await untilStats({ running: 2, waiting: 1 });
      const more = untilSeen('a', 'b', 'c');
      gate.emit('open');
      await more;
      gate.emit('open');
    });

    test('a delayed job waits for its time', async () => {
      await startWorker();
      await enqueue('later', { delayMs: 3_600_000 });
      await enqueue('now');
      await untilSeen('now');
      expect(await statsOfVisits()).toMatchObject({ delayed: 1 });
      expect(ids).toEqual(['now']);
      await subject.makeAllDue();
      await untilSeen('later');
    });

    test('of jobs with one key the last one waits alone', async () => {
      await enqueue('old', { key: 'k' });
      await enqueue('new', { key: 'k' });
      await startWorker();
      await untilSeen('new');
      expect(ids).toEqual(['new']);
    });

    test('a job whose key runs already is done besides', async () => {
      const gate = new EventEmitter();
      await startWorker(async (id) => {
        if (id === 'first') await once(gate, 'open');
      });
      await enqueue('first', { key: 'k' });
      await untilSeen('first');
      await enqueue('second', { key: 'k' });
      await untilSeen('second');
      gate.emit('open');
    });

    test('a cancelled job is not done, unless its cancellation is rolled back', async () => {
      await enqueue('gone', { key: 'gone' });
      await enqueue('kept', { key: 'kept' });
      await subject.transaction((transaction) => subject.queue.cancel(transaction, 'gone'));
      const rolledBack = subject.transaction(async (transaction) => {
        await subject.queue.cancel(transaction, 'kept');
        throw new Error('rolled back');
      });
      await expect(rolledBack).rejects.toThrow('rolled back');
      await startWorker();
      await untilSeen('kept');
      expect(ids).toEqual(['kept']);
    });

    test('a job that fails is tried again later, and its attempts are counted', async () => {
      const attempts: number[] = [];
      await startWorker(async (_id, attempt) => {
        attempts.push(attempt);
        if (attempt < 3) throw new Error('not yet');
      });
      await enqueue('stubborn');
      for (const attempt of [1, 2]) {
        await expect.poll(() => attempts.length, { timeout: 10_000 }).toBe(attempt);
        await untilStats({ delayed: 1 });
        await subject.makeAllDue();
      }
      await expect.poll(() => attempts, { timeout: 10_000 }).toEqual([1, 2, 3]);
    });

    test('a job without attempts left is dead until it is redriven', async () => {
      let isMended = false;
      await startWorker(async () => {
        if (!isMended) throw new Error('broken');
      });
      await enqueue('hopeless', { maxAttempts: 1 });
      await untilStats({ dead: 1, delayed: 0 });
      isMended = true;
      expect(await subject.queue.redrive(other)).toBe(0);
      expect(await subject.queue.redrive(visit)).toBe(1);
      await expect.poll(statsOfVisits, { timeout: 10_000 }).toBeUndefined();
      expect(ids).toEqual(['hopeless', 'hopeless']);
    });

    test('a payload that is not what the task says never reaches the handler', async () => {
      const wrong: Task<{ number: number }> = { name: 'visit', payload: z.object({ number: z.number() }) };
      await subject.transaction((transaction) =>
        subject.queue.enqueue(transaction, wrong, { number: 1 }, { maxAttempts: 1 }),
      );
      await startWorker();
      await untilStats({ dead: 1 });
      expect(ids).toEqual([]);
    });

    test('stopping waits for the job in hand, which is told by its signal', async () => {
      let finished = false;
      const worker = await startWorker(async (_id, _attempt, signal) => {
        await once(signal, 'abort');
        finished = true;
      });
      await enqueue('a');
      await untilSeen('a');
      await worker.stop();
      expect(finished).toBe(true);
      expect(await statsOfVisits()).toBeUndefined();
    });

    test('with a grace the job in hand is told to come to an end, and cut off only when that is over', async () => {
      const told: string[] = [];
      const worker = await startWorker(async (id, _attempt, signal, stopping) => {
        await once(stopping, 'abort');
        told.push(`${id} ${signal.aborted ? 'is cut off' : 'may finish'}`);
        if (id === 'quick') return;
        await once(signal, 'abort');
        told.push(`${id} is cut off`);
      });
      await enqueue('quick');
      await enqueue('slow');
      await untilSeen('quick', 'slow');
      await worker.stop({ graceMs: 200 });
      expect(told.sort()).toEqual(['quick may finish', 'slow is cut off', 'slow may finish']);
    });

    test('a job that a stopping worker gives up is due at once and has lost no attempt', async () => {
      const attempts: number[] = [];
      const worker = await startWorker(async (_id, attempt, signal) => {
        attempts.push(attempt);
        await once(signal, 'abort');
        throw signal.reason;
      });
      await enqueue('a', { maxAttempts: 1 });
      await untilSeen('a');
      await worker.stop();
      expect(await statsOfVisits()).toMatchObject({ waiting: 1, dead: 0 });
      await startWorker(async (_id, attempt) => {
        attempts.push(attempt);
      });
      await expect.poll(() => attempts, { timeout: 10_000 }).toEqual([1, 1]);
    });

    test('the job of a killed process is taken up again by itself, within seconds', async () => {
      await enqueue('orphan');
      const child = spawn(process.execPath, subject.childArguments, { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      expect((await lines.next()).value).toBe('took orphan');
      await startWorker();
      await enqueue('while it lives');
      await untilSeen('while it lives');
      expect(ids).toEqual(['while it lives']);
      child.kill('SIGKILL');
      const killedAt = performance.now();
      await untilSeen('orphan');
      expect(performance.now() - killedAt).toBeLessThan(10_000);
    });

    test('stats tell how many workers live', async () => {
      const workerCount = async () => (await subject.queue.stats()).workers;
      expect(await workerCount()).toBe(0);
      const worker = await startWorker();
      await startWorker();
      await expect.poll(workerCount, { timeout: 10_000 }).toBe(2);
      await worker.stop();
      expect(await workerCount()).toBe(1);
    });
  });
}
