import type { DescribedOption } from '../connectors/sdk/index.js';
import { likeness, plainName } from './likeness.js';
import { rankOf } from './rank.js';
import { nearestStatus } from './status-groups.js';

/** Which choice of the other side one becomes. */
export type OptionPairs = ReadonlyMap<DescribedOption, DescribedOption>;

/** Both ways: each choice with its nearest on the other side, as far as there is one. */
export interface PairedOptions {
  readonly toRight: OptionPairs;
  readonly toLeft: OptionPairs;
}

/** Least likeness of two names that are taken for the same choice. */
const ALIKE = 0.6;

type Choices = readonly DescribedOption[];

/** Choices that mean the same: by name, else, where all are steps of a scale, by rank, else by likeness. */
export function pairOptions(left: Choices, right: Choices): PairedOptions {
  return { toRight: nearestOf(left, right), toLeft: nearestOf(right, left) };
}

/** Statuses, by name, by what such names usually mean, by whether work is over there. */
export function pairStatuses(left: Choices, right: Choices): PairedOptions {
  return { toRight: mapped(left, right, nearestStatus), toLeft: mapped(right, left, nearestStatus) };
}

function nearestOf(from: Choices, to: Choices): OptionPairs {
  const isScale = [from, to].every((side) => side.every(({ label }) => rankOf(label) !== null));
  return mapped(
    from,
    to,
    (option, open) => sameName(option, open) ?? (isScale ? byRank(option, open) : alike(option, open)),
  );
}

function mapped(
  from: Choices,
  to: Choices,
  find: (option: DescribedOption, among: Choices) => DescribedOption | null,
): OptionPairs {
  const open = to.filter(({ disabled }) => !disabled);
  const pairs = new Map<DescribedOption, DescribedOption>();
  for (const option of from) {
    const partner = option.disabled ? null : find(option, open);
    if (partner !== null) pairs.set(option, partner);
  }
  return pairs;
}

function sameName({ label }: DescribedOption, among: Choices): DescribedOption | null {
  return among.find((other) => plainName(other.label) === plainName(label)) ?? null;
}

/** Of two equally near the more urgent one: nobody misses what was made too urgent. */
function byRank({ label }: DescribedOption, among: Choices): DescribedOption | null {
  const rank = rankOf(label) ?? 0;
  const distance = (other: DescribedOption) => Math.abs((rankOf(other.label) ?? 0) - rank);
  const sorted = among.toSorted((a, b) => distance(a) - distance(b) || (rankOf(a.label) ?? 0) - (rankOf(b.label) ?? 0));
  return sorted[0] ?? null;
}

function alike({ label }: DescribedOption, among: Choices): DescribedOption | null {
  const [best] = among.toSorted((a, b) => likeness(b.label, label) - likeness(a.label, label));
  return best !== undefined && likeness(best.label, label) >= ALIKE ? best : null;
}
