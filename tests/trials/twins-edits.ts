import type { SandboxRandom } from '../sandbox/http/index.js';
import type { PersonFields } from '../sandbox/jira/index.js';
import type { EditCounts } from './soak-edits.js';
import type { Site } from './tools/controls.js';
import type { Tools } from './tools/tools.js';

const SITES: readonly Site[] = ['jira', 'data-center'];
const PEOPLE = ['alice', 'bob'];
const TYPES = ['Task', 'Bug'];
const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
const STATUSES = ['To Do', 'In Progress', 'In Review', 'Done'];
const TIERS = ['Production', 'Staging', 'Test'];
const LABELS = ['vip', 'office', 'waiting', 'phone'];

/** One deed of a person on either Jira, drawn at random. Every text is written once, so that a double is seen. */
export async function editTwins(
  tools: Pick<Tools, 'control'>,
  { random, number, counts }: { readonly random: SandboxRandom; readonly number: number; readonly counts: EditCounts },
): Promise<void> {
  const pick = <Item>(list: readonly Item[]): Item | undefined => list[Math.floor(random() * list.length)];
  const at = pick(SITES) ?? 'jira';
  const by = { as: pick(PEOPLE) ?? 'alice', at };
  const key = pick(await tools.control('issues', at))?.key;
  const kind = random();
  try {
    if (key === undefined || kind < 0.06) {
      counts.created += 1;
      const fields = { project: 'BENCH', issuetype: pick(TYPES) ?? 'Task', summary: `New issue ${number}` };
      await tools.control('createIssue', fields, by);
    } else if (kind < 0.3) {
      counts.comments += 1;
      await tools.control('commentIssue', key, `Remark ${number} of ${at}`, by);
    } else {
      counts[at === 'jira' ? 'issues' : 'incidents'] += 1;
      const edit = (fields: PersonFields) => tools.control('editIssue', key, fields, by);
      const what = random();
      if (what < 0.25) await edit({ summary: `Title ${number} of ${at}` });
      else if (what < 0.45) await edit({ description: `Words ${number}\nof ${at}` });
      else if (what < 0.55) await edit({ priority: pick(PRIORITIES) ?? 'Medium' });
      else if (what < 0.65) await edit({ labels: LABELS.filter(() => random() < 0.4) });
      else if (what < 0.75) await edit({ assignee: pick(PEOPLE) ?? 'alice' });
      else if (what < 0.8) await edit({ duedate: `2027-0${1 + (number % 9)}-1${number % 10}` });
      else if (what < 0.85) await edit({ customfield_10035: pick(TIERS) ?? 'Test' });
      else await tools.control('transition', key, pick(STATUSES) ?? 'To Do', by);
    }
  } catch {
    counts.refused += 1;
  }
}
