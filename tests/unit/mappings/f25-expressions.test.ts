import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createExpressionEvaluator, ExpressionError, inProcessEvaluator } from '../../../backend/mappings/index.js';
import { UnavailableError } from '../../../backend/shared/index.js';
import { NEVER } from './support/pair.js';

const evaluator = createExpressionEvaluator();
afterAll(() => evaluator.stop());

const INPUT = { value: 'a', item: { key: 'BENCH-1', fields: {} } };

describe.each([
  ['in a thread', evaluator],
  ['in the process', inProcessEvaluator()],
])('F25 an expression %s', (_where, { evaluate }) => {
  it('sees its input and gives JSON', async () => {
    expect(await evaluate('{"all": [value, item.key]}', INPUT, NEVER)).toEqual({ all: ['a', 'BENCH-1'] });
    expect(await evaluate('item.fields.missing', INPUT, NEVER)).toBeUndefined();
  });

  it.each([
    ['an infinite loop', '($f := function($x) { $f($x) }; $f(1))', 'timeout'],
    ['endless recursion', '($f := function($x) { 1 + $f($x) }; $f(1))', 'Stack overflow'],
    ['a list without end', '[1..10000000]', 'maximum sequence length'],
    ['a text that doubles', '$reduce([1..40], function($text, $i) { $text & $text }, "xx")', 'characters'],
    [
      'an object that doubles',
      '$string($reduce([1..60], function($o, $i) { {"a": $o, "b": $o} }, "x"))',
      /characters|timeout/,
    ],
    ['a text padded to no end', '$pad("x", 100000000)', 'characters'],
    ['a text joined to no end', '$join([1..100].("a"), $pad("x", 900000))', 'characters'],
    ['a function as its result', 'function($x) { $x }', 'function'],
  ])('is stopped: %s', async (_what, expression, message) => {
    const refused = evaluate(expression, INPUT, NEVER);
    await expect(refused).rejects.toBeInstanceOf(ExpressionError);
    await expect(refused).rejects.toThrow(message);
  });

  it('matches patterns in linear time', async () => {
    expect(await evaluate('$contains(value, /^(a+)+$/)', { ...INPUT, value: `${'a'.repeat(5000)}!` }, NEVER)).toBe(
      false,
    );
    expect(await evaluate('$replace("a1b22", /[0-9]+/, "#")', INPUT, NEVER)).toBe('a#b#');
    expect(await evaluate('$match("x=1,y=2", /([a-z])=([0-9])/i).groups', INPUT, NEVER)).toEqual(['x', '1', 'y', '2']);
    expect(await evaluate('$split("a, b", /, */)', INPUT, NEVER)).toEqual(['a', 'b']);
  });

  it('reaches nothing outside', async () => {
    for (const name of [
      'process',
      'require',
      'global',
      'globalThis',
      'constructor',
      '__proto__',
      'value.constructor',
    ]) {
      expect(await evaluate(name, INPUT, NEVER)).toBeUndefined();
    }
    await expect(evaluate('$require("node:fs")', INPUT, NEVER)).rejects.toThrow('non-function');
    await expect(evaluate('$eval("$process()")', INPUT, NEVER)).rejects.toBeInstanceOf(ExpressionError);
  });

  it('changes no prototype', async () => {
    const attempts = [
      '$ ~> |$|{"__proto__": {"polluted": true}}|',
      '$merge([{}, {"__proto__": {"polluted": true}}])',
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
      '($o := {}; $o.__proto__.polluted := true)',
    ];
    for (const attempt of attempts) await evaluate(attempt, INPUT, NEVER).catch(() => undefined);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(await evaluate('item.polluted', INPUT, NEVER)).toBeUndefined();
  });

  it('is not begun when nobody waits for it any more', async () => {
    await expect(evaluate('1', INPUT, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});

describe('F25 the thread', () => {
  it('is ended when a built-in function does not come back, the process running on, and started anew', async () => {
    const busy = evaluator.evaluate('$distinct([1..100000])', INPUT, NEVER);
    expect(await Promise.race([busy, setTimeout(0, 'free')])).toBe('free');
    await expect(busy).rejects.toThrow('longer than');
    expect(await evaluator.evaluate('value', INPUT, NEVER)).toBe('a');
  });

  // Red without the order of the answers in the thread, or what is left beyond one message (MOST_AT_ONCE).
  it('gives each of many that ask at once its own answer', async () => {
    const asked = Array.from({ length: 250 }, (_, n) => n);
    const answers = await Promise.allSettled(
      asked.map((n) =>
        evaluator.evaluate(n % 7 === 0 ? '$error("no " & value)' : 'value', { ...INPUT, value: n }, NEVER),
      ),
    );
    expect(answers).toMatchObject(
      asked.map((n) =>
        n % 7 === 0
          ? { status: 'rejected', reason: { name: 'ExpressionError', message: expect.stringContaining(`no ${n}`) } }
          : { status: 'fulfilled', value: n },
      ),
    );
  });

  // Red without asking each by itself once a message with several has cost the thread.
  it('blames the one expression that does not come back, not those that were asked with it', async () => {
    const ask = (expression: string) => evaluator.evaluate(expression, INPUT, NEVER);
    const answers = await Promise.allSettled([ask('value'), ask('$distinct([1..100000])'), ask('item.key')]);
    expect(answers).toMatchObject([
      { status: 'fulfilled', value: 'a' },
      { status: 'rejected', reason: { name: 'ExpressionError' } },
      { status: 'fulfilled', value: 'BENCH-1' },
    ]);
  });

  // Red without: #runOut (expressions/expression-evaluator.ts)
  it('has its time of the processor and not of the clock, on a machine that leaves it little', async () => {
    const sleeps = [Promise.resolve()];
    const clock = { now: () => new Date(0), sleep: () => sleeps.shift() ?? new Promise<void>(() => undefined) };
    const starved = createExpressionEvaluator({ clock, processorMs: () => 0 });
    expect(await starved.evaluate('$sum([1..1000])', INPUT, NEVER)).toBe(500_500);
    await starved.stop();
  });

  // Red without: LONGEST_ANSWER_MS, LONGEST_EVALUATION_MS (expressions/expression-evaluator.ts)
  it.each([
    ['works for too long', 1_500, [1_500]],
    ['gets next to no time of the processor', 300, [1_500, 1_200, 900, 600, 300]],
    ['gets none at all', 0, [1_500, 1_500, 1_500, 1_500]],
  ])('is ended when it %s', async (_what, perSleepMs, expected) => {
    const slept: number[] = [];
    const clock = { now: () => new Date(0), sleep: async (delayMs: number) => void slept.push(delayMs) };
    const starved = createExpressionEvaluator({ clock, processorMs: () => slept.length * perSleepMs });
    await expect(starved.evaluate('$distinct([1..100000])', INPUT, NEVER)).rejects.toThrow('longer than');
    expect(slept).toEqual(expected);
    await starved.stop();
  });

  it('is ended when the one who waits gives up', async () => {
    const stop = new AbortController();
    const busy = evaluator.evaluate('$distinct([1..100000])', INPUT, stop.signal);
    stop.abort(new Error('gone'));
    await expect(busy).rejects.toThrow('gone');
    expect(await evaluator.evaluate('value', INPUT, NEVER)).toBe('a');
  });

  // Red without listening to the signals of all who are in one message, or without asking once more for those who still wait.
  it('goes on for the others when one of those who wait gives up', async () => {
    const stop = new AbortController();
    const other = evaluator.evaluate('value', INPUT, NEVER);
    const busy = evaluator.evaluate('$distinct([1..100000])', INPUT, stop.signal);
    await setTimeout(0);
    stop.abort(new Error('gone'));
    await expect(busy).rejects.toThrow('gone');
    expect(await other).toBe('a');
  });

  // Red without: #load in `start`, or its promise in what `stop` ends.
  it('is loaded ahead of the first who asks, and ended while it loads', async () => {
    const early = createExpressionEvaluator();
    early.start();
    expect(await early.evaluate('value', INPUT, NEVER)).toBe('a');
    await early.stop();
    const late = createExpressionEvaluator();
    late.start();
    await late.stop();
    await expect(late.evaluate('value', INPUT, NEVER)).rejects.toThrow('the program is stopping');
  });

  it('says that it is stopped, which holds no field', async () => {
    const stopped = createExpressionEvaluator();
    const busy = stopped.evaluate('$distinct([1..100000])', INPUT, NEVER);
    await Promise.all([stopped.stop(), expect(busy).rejects.toBeInstanceOf(UnavailableError)]);
    await expect(stopped.evaluate('1', INPUT, NEVER)).rejects.toBeInstanceOf(UnavailableError);
  });
});
