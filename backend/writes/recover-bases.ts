import type { Item } from '../connectors/sdk/index.js';
import { afterWrite, type Base, type CompiledRule, type Side } from '../mappings/index.js';
import type { Write } from './write.js';

/** What a look at the item says of a write whose outcome is unknown. */
export interface Recovered {
  /** Bases of the fields that were found written. */
  readonly bases: Readonly<Record<string, Base>>;
  /** Whether everything it was going to write is there. */
  readonly landed: boolean;
  /** Fields that were found written. */
  readonly written: readonly string[];
  /** Those of them of which the tool made something else. */
  readonly altered: readonly string[];
  /** Fields given at creation that show something else, which the tool may have made of it or somebody put there. */
  readonly unclear: readonly string[];
}

/**
 * Settles an interrupted write by looking at the item (I14). A field that shows what was sent was written, so its base moves;
 * one that shows the old value was not, and is merged again. A third value is the tool's own making when nobody but this
 * account has changed the item since, and is then the base too; otherwise it is somebody's edit and the old base stays. A create
 * has no old base: without one the field would meet anew, and `initial` might put back unasked what a person has taken away. What
 * was given is its base, which makes the difference an edit, and the field is to be held, for the tool may have made it.
 */
export function recoverBases(rule: CompiledRule, write: Write, item: Item): Recovered {
  const bases: Record<string, Base> = {};
  const found: string[] = [];
  const altered: string[] = [];
  const unclear: string[] = [];
  let landed = true;
  for (const written of write.body.fields) {
    const field = rule.fields.find((candidate) => candidate.id === written.field);
    if (field === undefined || !(written.target in item.fields)) continue;
    const now = item.fields[written.target] ?? null;
    const result = afterWrite({ field, side: write.side, before: written.before, sent: written.write, answered: now });
    const isOurs = item.lastChangedByUs === true;
    const isWritten = result.kind === 'taken' || (result.kind === 'altered' && isOurs);
    if (!isWritten) {
      landed = false;
      if (write.kind !== 'create' || isOurs) continue;
      unclear.push(written.field);
      bases[written.field] = baseOf(write.side, written.write.value, written.source, written.write.value);
      continue;
    }
    found.push(written.field);
    if (result.kind === 'altered') altered.push(written.field);
    if (written.bothSides) continue;
    const base = result.kind === 'taken' ? result.value : now;
    bases[written.field] = baseOf(write.side, base, written.source, written.write.value);
  }
  return { bases, landed, written: found, altered, unclear };
}

/**
 * The bases of an interrupted create that was found made: what it was given, or what the tool has made of that. A field that
 * shows something else has been edited since, and its base says so.
 */
export function basesOfCreate(rule: CompiledRule, write: Write, made: Item): Readonly<Record<string, Base>> {
  const sent = write.body.fields.map(
    (written) => [written.field, baseOf(write.side, written.write.value, written.source, written.write.value)] as const,
  );
  return { ...Object.fromEntries(sent), ...recoverBases(rule, write, made).bases };
}

/** The base of a field that one side was given: that side's answer, and the value that it came from on the other. */
export function baseOf(side: Side, answered: Base['left'], source: Base['left'], sent: Base['left']): Base {
  return side === 'left'
    ? { left: answered, right: source, sent: { left: sent } }
    : { left: source, right: answered, sent: { right: sent } };
}
