import type { DescribedOption } from '../connectors/sdk/index.js';
import { plainName } from './likeness.js';

type Group = 'new' | 'active' | 'review' | 'waiting' | 'resolved' | 'closed' | 'cancelled';

/** What people call the places of work. */
const NAMES: Readonly<Record<Group, RegExp>> = {
  cancelled:
    /\b(cancel\w*|reject\w*|won t (do|fix)|declin\w*|skipped|incomplete|withdrawn|duplicate|abandon\w*|invalid)\b/,
  closed: /^closed$|\barchived?\b/,
  resolved: /\b(done|resolved?|fixed|completed?|finished|solved|implemented|released|deployed|closed|success\w*)\b/,
  waiting: /\b(hold|pending|wait\w*|await\w*|blocked|suspended|paused|deferred|stalled)\b/,
  review: /\b(review\w*|test\w*|qa|verif\w*|approv\w*|feedback|validat\w*)\b/,
  active:
    /\b(progress|active|started|doing|assigned|assess|implement|development|working|investigat\w*|analysis|ongoing|open)\b/,
  new: /^open$|\b(new|todo|to do|do|backlog|selected|submitted|draft|created|reopened|requested|registered|unassigned|planned|ready)\b/,
};

/** Where something goes whose own group the other side does not have. */
const INSTEAD: Readonly<Record<Group, readonly Group[]>> = {
  new: ['new', 'waiting', 'active'],
  active: ['active', 'review', 'waiting', 'new'],
  review: ['review', 'active', 'waiting', 'new'],
  waiting: ['waiting', 'active', 'review', 'new'],
  resolved: ['resolved', 'closed', 'cancelled'],
  closed: ['closed', 'resolved', 'cancelled'],
  cancelled: ['cancelled', 'closed', 'resolved'],
};

/** The status of the other side that is nearest in meaning; null when nothing there is at all like it. */
export function nearestStatus(status: DescribedOption, among: readonly DescribedOption[]): DescribedOption | null {
  const same = among.find(({ label }) => plainName(label) === plainName(status.label));
  if (same !== undefined) return same;
  for (const group of INSTEAD[groupOf(status)]) {
    const found = among.find((other) => groupOf(other) === group);
    if (found !== undefined) return found;
  }
  return null;
}

/** Whether work is over decides before what a name sounds like. */
function groupOf({ label, category }: DescribedOption): Group {
  const name = plainName(label);
  const over: readonly Group[] = ['cancelled', 'closed', 'resolved'];
  const going: readonly Group[] = name === 'open' ? ['new'] : ['waiting', 'review', 'active', 'new'];
  const possible = category === 'closed' ? over : category === 'open' ? going : [...over, ...going];
  return possible.find((group) => NAMES[group].test(name)) ?? (category === 'closed' ? 'resolved' : 'active');
}
