import { parseArgs } from 'node:util';
import { freezeProgram } from '../trials/frozen-program.js';
import { startTools } from '../trials/tools/tools.js';
import { bareLoop } from './bare-loop.js';
import { type BenchDatabase, startBenchDatabase } from './bench-database.js';
import { median, type Row, table } from './budgets.js';
import { firstPaints } from './first-paint.js';
import { openProduct } from './product.js';
import { secondsToReady } from './start-up.js';

// npm run bench -- [--items 1000] [--runs 5] [--large 0]
const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '5' },
    /** Items of a further onboarding, for memory; 0: none. */
    large: { type: 'string', default: '0' },
  },
});
const items = Number(values.items);
const runs = Number(values.runs);
const A_WHILE_MS = 600_000;
const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Round {
  readonly ratio: number;
  readonly perSecond: number;
  readonly barePerSecond: number;
  readonly callsPerCreate: number;
  readonly callsPerChange: number;
  readonly quietCalls: number;
  readonly peakMegabytes: number;
}

const program = await freezeProgram();
const database = await startBenchDatabase();
let count = 0;
try {
  const rows: Row[] = [];
  for (const { latencyMs, budget } of [
    { latencyMs: 50, budget: 0.9 },
    { latencyMs: 0, budget: 0.6 },
  ]) {
    const rounds: Round[] = [];
    for (let run = 1; run <= runs; run += 1) {
      rounds.push(await round(database, latencyMs));
      const last = rounds.at(-1);
      say(`${latencyMs} ms, run ${run}: ${JSON.stringify(last)}`);
    }
    const of = (name: keyof Round) => median(rounds.map((one) => one[name]));
    rows.push({
      what: `items per second at ${latencyMs} ms, of the bare loop`,
      measured: of('ratio'),
      least: budget,
      note: `${of('perSecond').toFixed(0)} against ${of('barePerSecond').toFixed(0)}`,
    });
    if (latencyMs === 0) {
      rows.push(
        { what: 'calls per created item', measured: of('callsPerCreate'), most: 1.03 },
        { what: 'calls per changed item', measured: of('callsPerChange'), most: 1.03 },
        { what: 'calls of a quiet cycle (2 streams)', measured: of('quietCalls'), most: 2 },
        { what: `memory of ${items} items, MB`, measured: of('peakMegabytes'), most: 300 },
      );
    }
  }
  const ready: number[] = [];
  for (let run = 0; run < runs; run += 1) ready.push(await secondsToReady(program.main));
  rows.push({ what: '`serve` to ready, database warm, s', measured: median(ready), most: 3 });
  const paints = await firstPaints(runs);
  rows.push({
    what: 'first paint of an admin page in Jira, s',
    measured: median(paints.map(({ paintSeconds }) => paintSeconds)),
    most: 1,
    note: `its facts after ${median(paints.map(({ factsSeconds }) => factsSeconds)).toFixed(1)} s`,
  });
  if (Number(values.large) > 0) rows.push(await memoryOfMany(database, Number(values.large)));
  say(table(rows));
} finally {
  await database.stop();
  await program.remove();
}

/** Both against the same tools: the bare loop on one set of issues, the product on another of the same kind. */
async function round(on: BenchDatabase, latencyMs: number): Promise<Round> {
  count += 1;
  const bareTools = await startTools({ seed: 1, latencyMs, isJudged: false });
  await bareTools.control('createTasks', { count: items });
  const bare = await bareLoop({ ...bareTools, databaseUrl: await on.create(`bare_${count}`) });
  await bareTools.stop();
  const tools = await startTools({ seed: 1, latencyMs, isJudged: false });
  const product = await openProduct(program.main, tools, await on.create(`product_${count}`));
  /** Edits so many issues, long after whatever was before, so that polls look back on nothing else. */
  const change = async (keys: readonly string[], word: string) => {
    await tools.control('advance', A_WHILE_MS);
    for (const key of keys) await tools.control('editIssue', key, { summary: `${key} ${word}` });
    return product.sync();
  };
  try {
    const empty = await product.sync('--onboarding');
    await tools.control('createTasks', { count: items });
    const onboarding = await product.sync('--onboarding');
    const keys = (await tools.control('issues')).map(({ key }) => key).slice(0, items / 2);
    const update = await change(keys, 'again');
    if (onboarding.created !== items || update.updated !== keys.length) {
      throw new Error(`${onboarding.created} created, ${update.updated} updated`);
    }
    const single = await change(keys.slice(0, 1), 'once more');
    await tools.control('advance', A_WHILE_MS);
    const quiet = await product.sync();
    const barePerSecond = bare.created / bare.seconds;
    const perSecond = onboarding.created / onboarding.seconds;
    return {
      ratio: perSecond / barePerSecond,
      perSecond,
      barePerSecond,
      callsPerCreate: (onboarding.calls - empty.calls) / items,
      callsPerChange: (update.calls - single.calls) / (keys.length - single.updated),
      quietCalls: quiet.calls,
      peakMegabytes: onboarding.peakMegabytes,
    };
  } finally {
    await product.installation.remove();
    await tools.stop();
  }
}

async function memoryOfMany(on: BenchDatabase, many: number): Promise<Row> {
  const tools = await startTools({ seed: 1, isJudged: false });
  const product = await openProduct(program.main, tools, await on.create('many'));
  try {
    await tools.control('createTasks', { count: many });
    const { peakMegabytes } = await product.sync('--onboarding');
    return { what: `memory of ${many} items, MB`, measured: peakMegabytes, most: 300 };
  } finally {
    await product.installation.remove();
    await tools.stop();
  }
}
