import type { FieldValue, Item, NewItem } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { findLinks } from '../links/index.js';
import { opposite, SIDES, type Side } from '../mappings/index.js';
import { allEnded, RefusedError } from '../shared/index.js';
import { assertClaims } from '../storage/index.js';
import { enteringValues, parseWritten } from './build-update.js';
import { closeCreate, closeFailedCreate } from './close-create.js';
import { type Closing, type Sinks, storeClosings } from './closing.js';
import type { ReadBack } from './execute-links.js';
import { GroupCommit } from './group-commit.js';
import type { CreateWork } from './link-work.js';
import { logIntents } from './log-writes.js';
import { endOf } from './perform.js';
import { storeIntents } from './write-repository.js';

/** How often refused fields are taken out of a create before the item is given up for this time. */
const MAX_REFUSALS = 3;

/** Makes the partners of a batch: intents first, each element its own; every answer closes its link within 20 others or 200 ms. */
export async function executeCreates(
  job: SyncJob,
  works: readonly CreateWork[],
  parts: { readonly readBack: ReadBack; readonly sinks: Sinks },
  signal: AbortSignal,
): Promise<void> {
  const prepared = await prepareAttempts(job, works, signal);
  const accepted = await intend(job, works);
  logIntents(
    job,
    accepted.map(({ write }) => write),
  );
  const closer = new GroupCommit<Closing>({
    count: accepted.length,
    commit: async (group) => {
      await storeClosings(job, group, parts.sinks);
    },
    clock: job.clock,
    signal,
  });
  const attempts: Attempt[] = [];
  const calls: Promise<void>[] = [];
  for (const work of accepted) {
    const attempt = prepared.get(work);
    if (attempt instanceof RefusedError)
      calls.push(closer.add(closeFailedCreate(work, { state: 'refused', problem: attempt.message })));
    else if (attempt !== undefined) attempts.push(attempt);
  }
  for (const side of SIDES) {
    const ofSide = attempts.filter(({ work }) => opposite(work.sourceSide) === side);
    const size = job.sides[side].tool.abilities.createBatchSize;
    for (let from = 0; from < ofSide.length; from += size) {
      calls.push(createChunk(job, side, ofSide.slice(from, from + size), parts.readBack, closer, signal));
    }
  }
  await allEnded(calls);
}

/**
 * Commits the intents. What somebody has paired meanwhile, from its partner's side, is left: its change finds the link next time.
 */
async function intend(job: SyncJob, works: readonly CreateWork[]): Promise<readonly CreateWork[]> {
  if (works.length === 0) return works;
  return job.database.transaction('intend creates', async (transaction) => {
    await assertClaims(
      transaction,
      job.workerId,
      works.map(({ claim }) => claim),
    );
    const paired = new Set<string>();
    for (const side of SIDES) {
      const sources = works.filter((work) => work.sourceSide === side).map(({ source }) => source.id);
      for (const link of await findLinks(transaction, job.integration.id, side, sources)) {
        paired.add(`${side} ${link[side].id}`);
      }
    }
    const accepted = works.filter(({ sourceSide, source }) => !paired.has(`${sourceSide} ${source.id}`));
    await storeIntents(
      transaction,
      accepted.map(({ write }) => write),
    );
    return accepted;
  });
}

/** A create as it will be sent, with the fields that the tool has refused so far taken out. */
interface Attempt {
  readonly work: CreateWork;
  readonly item: NewItem;
  /** Fields that are given for the sake of the status alone. */
  readonly entering: readonly string[];
  readonly refused: readonly { readonly field: string; readonly message: string }[];
}

async function createChunk(
  job: SyncJob,
  side: Side,
  first: readonly Attempt[],
  readBack: ReadBack,
  closer: GroupCommit<Closing>,
  signal: AbortSignal,
): Promise<void> {
  let attempts = first;
  for (let round = 0; attempts.length > 0; round += 1) {
    const { created, again, failed } = await createOnce(job, side, attempts, round < MAX_REFUSALS, signal);
    const items = await complete(side, created, readBack, signal);
    await Promise.all([
      ...created.map(({ attempt, id, key }) =>
        closer.add(closeCreate(job, attempt.work, { id, key, item: items.get(id) ?? null }, attempt.refused)),
      ),
      ...failed.map((closing) => closer.add(closing)),
    ]);
    attempts = again;
  }
}

/**
 * What will be sent, worked out before the intents, so that nothing is asked between them and the calls. A create whose fixed
 * values do not fit the tool is not sent, and keeps nobody else from it.
 */
async function prepareAttempts(
  job: SyncJob,
  works: readonly CreateWork[],
  signal: AbortSignal,
): Promise<ReadonlyMap<CreateWork, Attempt | RefusedError>> {
  const prepared = works.map(async (work) => {
    const attempt = await firstAttempt(job, opposite(work.sourceSide), work, signal).catch((error: unknown) => {
      if (error instanceof RefusedError) return error;
      throw error;
    });
    return [work, attempt] as const;
  });
  return new Map(await allEnded(prepared));
}

interface Created {
  readonly attempt: Attempt;
  readonly id: string;
  readonly key: string;
  readonly item: Item | null;
}

async function createOnce(
  job: SyncJob,
  side: Side,
  attempts: readonly Attempt[],
  mayRetry: boolean,
  signal: AbortSignal,
): Promise<{ readonly created: Created[]; readonly again: Attempt[]; readonly failed: Closing[] }> {
  const created: Created[] = [];
  const again: Attempt[] = [];
  const failed: Closing[] = [];
  const refuse = (attempt: Attempt, message: string, fieldErrors: Readonly<Record<string, string>>) => {
    const without = mayRetry ? withoutRefused(side, attempt, fieldErrors) : null;
    if (without === null) failed.push(closeFailedCreate(attempt.work, { state: 'refused', problem: message }));
    else again.push(without);
  };
  try {
    const outcomes = await job.sides[side].tool.create(
      {
        container: job.sides[side].container,
        items: attempts.map(({ item }) => item),
        fields: job.mapping.fields[side],
      },
      signal,
    );
    attempts.forEach((attempt, index) => {
      const outcome = outcomes[index];
      if (outcome?.kind === 'created') created.push({ attempt, id: outcome.id, key: outcome.key, item: outcome.item });
      else if (outcome?.kind === 'refused') refuse(attempt, outcome.message, outcome.fieldErrors);
      else failed.push(closeFailedCreate(attempt.work, { state: 'unknown', problem: null }));
    });
  } catch (error) {
    for (const attempt of attempts) {
      if (error instanceof RefusedError && attempts.length === 1) refuse(attempt, error.message, error.fieldErrors);
      else failed.push(closeFailedCreate(attempt.work, endOf(attempt.work.write, error, signal)));
    }
  }
  return { created, again, failed };
}

/**
 * The same create without the fields that the tool named, else without the status whose entering demands what is not given;
 * null when neither is among the fields, or when there is no item without one of them.
 */
function withoutRefused(side: Side, attempt: Attempt, fieldErrors: Readonly<Record<string, string>>): Attempt | null {
  const { item, work, entering } = attempt;
  const status = work.rule.fields.find((field) => field[side]?.kind === 'status')?.[side]?.id;
  const named = Object.keys(fieldErrors).filter((target) => target in item.fields);
  const demanding = Object.keys(fieldErrors).length > 0 && status !== undefined && status in item.fields;
  const out = named.length > 0 || !demanding ? named : [status];
  const isNeeded = work.rule.fields.some((field) => field[side]?.required === true && out.includes(field[side].id));
  if (out.length === 0 || isNeeded) return null;
  const dropped = new Set(status !== undefined && out.includes(status) ? [...out, ...entering] : out);
  const fields = Object.fromEntries(Object.entries(item.fields).filter(([target]) => !dropped.has(target)));
  const words = Object.values(fieldErrors).join('; ');
  return {
    ...attempt,
    item: { ...item, fields },
    refused: [
      ...attempt.refused,
      ...out.flatMap((target) => {
        const field = work.rule.fields.find((candidate) => candidate[side]?.id === target);
        return field === undefined ? [] : [{ field: field.id, message: fieldErrors[target] ?? words }];
      }),
    ],
  };
}

async function firstAttempt(job: SyncJob, side: Side, work: CreateWork, signal: AbortSignal): Promise<Attempt> {
  const onCreate = await parseWritten(job, side, work.rule, work.rule.rule.onCreate[side], signal);
  const entering: Record<string, FieldValue> = {};
  const mapped: Record<string, FieldValue> = {};
  const refused: Attempt['refused'][number][] = [];
  for (const compiled of work.rule.fields) {
    const descriptor = compiled[side];
    const value = work.values[compiled.id];
    if (descriptor === null || !descriptor.onCreate || value?.kind !== 'value' || value.value === null) continue;
    try {
      Object.assign(entering, await enteringValues(job, side, work.rule, compiled, value.value, signal));
      mapped[descriptor.id] = value.value;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refused.push({ field: compiled.id, message: error.message });
    }
  }
  const types = job.sides[side].schema.itemTypes;
  const typeId = work.rule[side].typeId ?? types[0]?.id ?? '';
  return {
    work,
    item: { typeId, fields: { ...onCreate, ...entering, ...mapped }, mark: work.mark },
    entering: Object.keys(entering).filter((target) => !(target in mapped) && !(target in onCreate)),
    refused,
  };
}

/** The items as they are now: from the answers, else read back in bulk. */
async function complete(
  side: Side,
  created: readonly Created[],
  readBack: ReadBack,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Item>> {
  const known = new Map(created.flatMap(({ id, item }) => (item === null ? [] : [[id, item] as const])));
  const missing = created.filter(({ item }) => item === null).map(({ id }) => id);
  if (missing.length === 0) return known;
  // what was made is made: if it cannot be read now, the link is closed all the same and the next poll shows the item
  const read = await readBack(side, missing, signal).catch(() => new Map<string, Item>());
  return new Map([...known, ...read]);
}
