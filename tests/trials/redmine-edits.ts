import type { RedminePerson } from '../support/redmine-person.js';
import { LABELS, PRIORITIES } from './redmine-configuration.js';
import type { Tools } from './tools/tools.js';

/** How many edits of which kind people have made. */
export interface EditCounts {
  jira: number;
  redmine: number;
  created: number;
  comments: number;
  /** What a workflow did not allow. */
  refused: number;
}

const STATUSES = ['To Do', 'In Progress', 'In Review', 'Done'];
/** The next status in Redmine, by number, where Jira can follow. */
const NEXT_STATUS: Readonly<Record<number, number>> = { 1: 2, 2: 3 };
const SEVERITIES = ['S1', 'S2', 'S3'];
const ENVIRONMENTS = ['Production', 'Staging', 'Test'];

/** One edit by somebody on either side, drawn by chance. Every text says its number, so that nothing is said twice. */
export async function editSomething(
  tools: Tools,
  alice: RedminePerson,
  { random, number, counts }: { readonly random: () => number; readonly number: number; readonly counts: EditCounts },
): Promise<void> {
  const pick = <Value>(from: readonly Value[]): Value => {
    const value = from[Math.floor(random() * from.length)];
    if (value === undefined) throw new Error('there is nothing to choose from');
    return value;
  };
  const labels = LABELS.filter(() => random() < 0.4);
  const kind = random();
  try {
    if (kind < 0.06) {
      if (random() < 0.5) await tools.control('createIssue', { project: 'BENCH', summary: `New issue ${number}` });
      else await alice.create({ subject: `New bug ${number}`, description: `Seen\n${number} times` });
      counts.created += 1;
    } else if (kind < 0.55) {
      const { key } = pick(await tools.control('issues'));
      const what = random();
      if (what < 0.25) await tools.control('commentIssue', key, `Remark ${number} of Jira`);
      else if (what < 0.45) await tools.control('editIssue', key, { summary: `Title ${number} of Jira` });
      else if (what < 0.6) await tools.control('editIssue', key, { description: `Words ${number}\nof Jira` });
      else if (what < 0.7) await tools.control('editIssue', key, { priority: pick(Object.keys(PRIORITIES)) });
      else if (what < 0.8) await tools.control('editIssue', key, { labels });
      else if (what < 0.9) await tools.control('editIssue', key, { customfield_10035: pick(ENVIRONMENTS) });
      else await tools.control('transition', key, pick(STATUSES));
      if (what < 0.25) counts.comments += 1;
      else counts.jira += 1;
    } else {
      const { id, status } = pick(await alice.issues());
      const what = random();
      if (what < 0.25) await alice.edit(id, { notes: `Note ${number} of Redmine`, private_notes: random() < 0.4 });
      else if (what < 0.45) await alice.edit(id, { subject: `Title ${number} of Redmine` });
      else if (what < 0.6) await alice.edit(id, { description: `Words ${number}\nof Redmine` });
      else if (what < 0.7) await alice.edit(id, { due_date: `2027-0${1 + (number % 9)}-1${number % 10}` });
      else if (what < 0.8)
        await alice.edit(id, { custom_fields: [{ id: 6, value: labels.length === 0 ? [''] : labels }] });
      else if (what < 0.9) await alice.edit(id, { custom_fields: [{ id: 2, value: pick(SEVERITIES) }] });
      else await alice.edit(id, { status_id: NEXT_STATUS[status.id] ?? status.id });
      if (what < 0.25) counts.comments += 1;
      else counts.redmine += 1;
    }
  } catch (error) {
    if (!(error instanceof Error) || !/transition|422|no way/i.test(error.message)) throw error;
    counts.refused += 1;
  }
}
