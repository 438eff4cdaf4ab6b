import type { FieldValue } from '../../connectors/sdk/index.js';
import { type ConversionContext, choicesFor, convertValue } from '../convert/index.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { Choice } from '../mapping.js';
import { elementKey, elementKeys, elementsOf, sameValue, setOf } from '../values/index.js';
import type { Change } from './carry.js';

const NONE: ReadonlySet<string> = new Set();

/**
 * Adds to a set what was added on the other side and removes what was removed there. `spared` elements stay whatever was
 * removed: they were added here meanwhile.
 */
export async function carryElements(
  context: ConversionContext,
  change: Change,
  spared: ReadonlySet<string> = NONE,
): Promise<FieldValue> {
  const { add, remove } =
    context.conversion.expression === null ? await translated(context, change) : await compared(context, change);
  return apply(change.target, add, new Set([...remove].filter((key) => !spared.has(key))));
}

/** The target is a set in disguise (`a,b,c`): it is turned back into a set, changed there, and turned into its form again. */
export async function carryThroughSet(
  context: ConversionContext,
  back: ConversionContext,
  { target, before, after }: Change,
): Promise<FieldValue> {
  const { target: set } = back.conversion;
  const present = await convertValue(back, target, after);
  const [old, wanted] = [elementKeys(before), elementKeys(after)];
  const changed = apply(
    present,
    elementsOf(after).filter((element) => !old.has(elementKey(element))),
    new Set([...old].filter((key) => !wanted.has(key))),
  );
  return sameValue(set.kind, present, changed) ? target : convertValue(context, changed, target);
}

interface ElementChange {
  readonly add: readonly Choice[];
  readonly remove: ReadonlySet<string>;
}

/** Only what moved is translated: an element that has no counterpart and stays where it is holds nothing up. */
async function translated(context: ConversionContext, { target, before, after }: Change): Promise<ElementChange> {
  const [old, wanted, there] = [elementKeys(before), elementKeys(after), elementKeys(target)];
  const add: Choice[] = [];
  for (const element of elementsOf(after)) {
    if (old.has(elementKey(element))) continue;
    const choices = await choicesFor(context, element);
    if (!choices.some((choice) => there.has(elementKey(choice)))) add.push(...choices.slice(0, 1));
  }
  const removed = elementsOf(before).filter((element) => !wanted.has(elementKey(element)));
  const gone = await keysOfChoices(context, removed);
  const kept = gone.size === 0 ? gone : await keysOfChoices(context, elementsOf(after));
  return { add, remove: new Set([...gone].filter((key) => !kept.has(key))) };
}

async function keysOfChoices(context: ConversionContext, elements: readonly Choice[]): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (const element of elements) {
    try {
      for (const choice of await choicesFor(context, element)) keys.add(elementKey(choice));
    } catch (error) {
      // What never had a counterpart was never carried, so nothing is to be removed for it.
      if (!(error instanceof HoldFieldError)) throw error;
    }
  }
  return keys;
}

/** An expression turns sets into sets: the change is what the two results differ by. */
async function compared(context: ConversionContext, { target, before, after }: Change): Promise<ElementChange> {
  const wanted = await convertValue(context, after, target);
  let old: FieldValue;
  try {
    old = await convertValue(context, before, target);
  } catch (error) {
    if (!(error instanceof HoldFieldError)) throw error;
    old = target;
  }
  const [oldKeys, wantedKeys] = [elementKeys(old), elementKeys(wanted)];
  return {
    add: elementsOf(wanted).filter((element) => !oldKeys.has(elementKey(element))),
    remove: new Set([...oldKeys].filter((key) => !wantedKeys.has(key))),
  };
}

function apply(target: FieldValue, add: readonly Choice[], remove: ReadonlySet<string>): FieldValue {
  return setOf([...elementsOf(target).filter((element) => !remove.has(elementKey(element))), ...add]);
}
