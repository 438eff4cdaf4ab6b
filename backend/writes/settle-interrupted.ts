import type { FieldValue, Item } from '../connectors/sdk/index.js';
import type { HistoryLine } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { type Base, describeValue, type HeldReason, type Side, sameValue } from '../mappings/index.js';
import type { RuledPair } from './build-update.js';
import { interruptedLines, resolvedLine } from './history-lines.js';
import { alteredMessage, overwrittenMessage, unclearMessage } from './messages.js';
import type { Pair } from './prepare-link.js';
import { type Recovered, recoverBases } from './recover-bases.js';
import type { Write } from './write.js';

/** What a look at both items says of the writes that were interrupted on them. */
export interface SettledInterruptions {
  readonly bases: Readonly<Record<string, Base>>;
  readonly settled: readonly { readonly id: string; readonly state: 'done' | 'superseded' }[];
  /** Writes that may still land. */
  readonly mustWait: readonly Write[];
  /** Fields that the answers would have held, had they come. */
  readonly held: readonly FoundHeld[];
  /** The history that they would have left. */
  readonly lines: readonly HistoryLine[];
}

/** A field to be held for what an interrupted write did to it. */
export interface FoundHeld {
  readonly field: string;
  readonly reason: HeldReason;
  readonly message: string;
  /** The covered value of an overwrite, which stands nowhere any more. */
  readonly covered: { readonly side: Side; readonly value: FieldValue } | null;
}

/**
 * Settles interrupted updates and creates by looking (I14), with everything that their answers would have told: what the tool
 * made of the values (I7) and whose edits they covered (I10).
 */
export async function settleInterrupted(
  job: SyncJob,
  pair: Pair,
  interrupted: readonly Write[],
  signal: AbortSignal,
): Promise<SettledInterruptions> {
  const settled: SettledInterruptions['settled'][number][] = [];
  const mustWait: Write[] = [];
  const held: FoundHeld[] = [];
  const lines: HistoryLine[] = [];
  let bases: Readonly<Record<string, Base>> = {};
  const found = new Set<string>();
  for (const write of interrupted) {
    const item = pair.items[write.side];
    const recovered = recoverBases(pair.rule, write, item);
    bases = { ...bases, ...recovered.bases };
    // what was made has landed, whatever people have made of it since
    const landed = recovered.landed || write.kind === 'create';
    if (!landed && !hasBeenAwaited(write)) mustWait.push(write);
    settled.push({ id: write.id, state: landed ? 'done' : 'superseded' });
    for (const field of recovered.written) found.add(field);
    lines.push(...interruptedLines(job, pair, write, recovered.written));
    held.push(...alterations(job, pair, write, recovered));
    held.push(...(await overwrites(job, pair, write, recovered.written, signal)));
  }
  // what waits for a person is written at his word alone
  const obeyed = pair.conflicts.filter(({ field, state }) => state === 'answered' && found.has(field));
  return {
    bases,
    settled,
    mustWait,
    held,
    lines: [...obeyed.map((each) => resolvedLine(job, pair.link, each)), ...lines],
  };
}

/** Whether a write was looked for and its settling time is over. */
export function hasBeenAwaited(write: Write): boolean {
  return write.looks > 0 && (write.lookDueInMs ?? 0) <= 0;
}

function alterations(
  job: SyncJob,
  pair: RuledPair,
  write: Write,
  { altered, unclear }: Pick<Recovered, 'altered' | 'unclear'>,
): readonly FoundHeld[] {
  return write.body.fields.flatMap((written) => {
    const descriptor = pair.rule.fields.find(({ id }) => id === written.field)?.[write.side];
    if (descriptor === null || descriptor === undefined) return [];
    const isUnclear = unclear.includes(written.field);
    if (!isUnclear && !altered.includes(written.field)) return [];
    const values = { sent: written.write.value, answered: pair.items[write.side].fields[descriptor.id] ?? null };
    const message = (isUnclear ? unclearMessage : alteredMessage)(job, write.side, descriptor.kind, values);
    return [{ field: written.field, reason: 'altered' as const, message, covered: null }];
  });
}

/** Edits by others that a write covered in these fields, as far as the tool keeps a log of them. */
export async function overwrites(
  job: SyncJob,
  pair: RuledPair,
  write: Write,
  landed: readonly string[],
  signal: AbortSignal,
): Promise<readonly FoundHeld[]> {
  const { side, body } = write;
  const written = body.fields.filter(({ field }) => landed.includes(field));
  if (body.read === undefined || written.length === 0) return [];
  const after = pair.items[side];
  const before: Item = {
    ...after,
    version: body.read.version,
    changeCount: body.read.changeCount,
    fields: { ...after.fields, ...Object.fromEntries(body.fields.map((field) => [field.target, field.before])) },
  };
  const fields = job.mapping.fields[side].filter(({ id }) => written.some(({ target }) => target === id));
  const edits = await job.sides[side].tool.overwritten([{ itemId: after.id, before, after, fields }], signal);
  return edits.flatMap((edit) => {
    const field = pair.rule.fields.find((candidate) => candidate[side]?.id === edit.field);
    const kind = field?.[side]?.kind;
    if (field === undefined || kind === undefined) return [];
    if (edit.value !== undefined && sameValue(kind, edit.value, after.fields[edit.field] ?? null)) return [];
    const covered = edit.value === undefined ? null : { side, value: edit.value };
    const value = edit.value === undefined ? null : describeValue(kind, edit.value);
    return [{ field: field.id, reason: 'overwritten' as const, message: overwrittenMessage(edit.by, value), covered }];
  });
}
