import type { SandboxRandom } from '../../http/index.js';
import { addComment, createIssue, transitionIssue } from '../issues/index.js';
import type { JiraSandbox } from '../jira-sandbox.js';
import type { Account } from '../site/index.js';
import type { Act } from '../state.js';
import { chance, inventComment, inventIssue, pick } from './seed-issue.js';

const REQUEST = { method: 'PERSON', url: '/', headers: {}, body: null } as const;
const DAY_MS = 86_400_000;
/** The way of an issue through the reviewed workflow; most stop early. */
const WAY = [
  { id: '11', fields: {} },
  { id: '31', fields: {} },
  { id: '51', fields: { resolution: { name: 'Done' } } },
];

export interface SeedOptions {
  readonly count: number;
  readonly random: SandboxRandom;
  /** BENCH when left out; it must have the reviewed workflow. */
  readonly project?: string;
  /** How far back the oldest issue was made. */
  readonly days?: number;
}

/**
 * Fills a project with issues of a service desk: descriptions with lists, tables, code and mentions, labels, people,
 * priorities, statuses on the way to Done, and comments on every third. They are spread evenly over the past days and
 * none is newer than now.
 */
export function seedJira(jira: JiraSandbox, { count, random, project = 'BENCH', days = 90 }: SeedOptions): void {
  const people = jira.state.directory.site.accounts.filter(({ name }) => ['alice', 'bob', 'carol'].includes(name));
  const endMs = jira.state.clock.now().getTime();
  const stepMs = (days * DAY_MS) / Math.max(1, count);
  jira.state.store.batch(() => {
    for (let index = 0; index < count; index += 1) {
      const createdMs = Math.floor(endMs - (count - index) * stepMs);
      seedOne(jira, { createdMs, endMs, random, project, people });
    }
  });
}

interface Circumstances {
  readonly createdMs: number;
  readonly endMs: number;
  readonly random: SandboxRandom;
  readonly project: string;
  readonly people: readonly Account[];
}

function seedOne(jira: JiraSandbox, { createdMs, endMs, random, project, people }: Circumstances): void {
  const somebodyAt = (share: number) =>
    actAt(jira, pick(people, random), Math.floor(createdMs + (endMs - createdMs) * share));
  const { id } = createIssue(somebodyAt(0), { fields: { ...inventIssue(random, people), project: { key: project } } });
  const hops = Math.floor(random() * (WAY.length + 1));
  for (const [hop, step] of WAY.slice(0, hops).entries()) {
    transitionIssue(somebodyAt(0.2 * (hop + 1)), current(jira, id), step.id, step);
  }
  const comments = chance(1 / 3, random) ? 1 + Math.floor(random() * 3) : 0;
  for (let comment = 0; comment < comments; comment += 1) {
    addComment(somebodyAt(0.7 + 0.1 * comment), current(jira, id), { body: inventComment(random, people) });
  }
}

/** Somebody acting at a moment of the past. */
function actAt({ state }: JiraSandbox, account: Account, ms: number): Act {
  const now = new Date(ms);
  const occasion = { operation: 'person', isWrite: true, request: REQUEST };
  return { state: { ...state, clock: { now: () => now } }, account, occasion, isPerson: true };
}

function current({ state }: JiraSandbox, id: number) {
  const record = state.store.get(id);
  if (record === undefined) throw new Error(`issue ${id} is gone`);
  return record;
}
