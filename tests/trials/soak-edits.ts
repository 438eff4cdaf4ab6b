import type { SandboxRandom } from '../sandbox/http/index.js';
import type { Tools } from './tools/tools.js';

/** What people did so far. */
export interface EditCounts {
  issues: number;
  incidents: number;
  created: number;
  comments: number;
  /** Deeds that the tool did not take, as an edit of an issue that somebody has moved. */
  refused: number;
}

const PEOPLE = ['alice', 'bob'];
const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
const STATUSES = ['To Do', 'In Progress', 'In Review', 'Done'];
const LABELS = ['vip', 'office', 'waiting', 'phone', 'floor1', 'floor2'];

/** One deed of a person on either side, drawn at random. Every text is written once, so that a double is seen. */
export async function editSomething(
  tools: Pick<Tools, 'control'>,
  { random, number, counts }: { readonly random: SandboxRandom; readonly number: number; readonly counts: EditCounts },
): Promise<void> {
  const pick = <Item>(list: readonly Item[]): Item | undefined => list[Math.floor(random() * list.length)];
  const by = { as: pick(PEOPLE) ?? 'alice' };
  const key = pick(await tools.control('issues'))?.key;
  const id = pick(await tools.control('incidents'));
  const kind = random();
  try {
    if (key === undefined || id === undefined || kind < 0.06) {
      counts.created += 1;
      if (random() < 0.5) await tools.control('createIssue', { project: 'BENCH', summary: `New issue ${number}` }, by);
      else await tools.control('createIncident', { short_description: `New incident ${number}` }, by);
    } else if (kind < 0.3) {
      counts.comments += 1;
      const text = `Remark ${number}`;
      if (random() < 0.5) await tools.control('commentIssue', key, text, by);
      else await tools.control('commentIncident', id, random() < 0.5 ? 'comments' : 'work_notes', text, by);
    } else if (kind < 0.65) {
      counts.issues += 1;
      const what = random();
      if (what < 0.3) await tools.control('editIssue', key, { summary: `Title ${number} of Jira` }, by);
      else if (what < 0.5) await tools.control('editIssue', key, { description: `Words ${number}\nof Jira` }, by);
      else if (what < 0.7) await tools.control('editIssue', key, { priority: pick(PRIORITIES) ?? 'Medium' }, by);
      else if (what < 0.85) await tools.control('editIssue', key, { labels: LABELS.filter(() => random() < 0.3) }, by);
      else await tools.control('transition', key, pick(STATUSES) ?? 'To Do');
    } else {
      counts.incidents += 1;
      const what = random();
      if (what < 0.4)
        await tools.control('editIncident', id, { short_description: `Title ${number} of ServiceNow` }, by);
      else if (what < 0.7)
        await tools.control('editIncident', id, { description: `Words ${number}\nof ServiceNow` }, by);
      else await tools.control('editIncident', id, { u_labels: LABELS.filter(() => random() < 0.3).join(',') }, by);
    }
  } catch {
    counts.refused += 1;
  }
}
