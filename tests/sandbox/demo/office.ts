import type { SandboxRandom } from '../http/index.js';
import { commentTexts } from './comments.js';
import type { Edit } from './edit.js';
import { type Pair, PROJECT, TABLE, type Tools } from './tools.js';
import { description, labels, priority, status, summary, type WatchedField } from './watched-fields.js';

const JIRA_PEOPLE = ['alice', 'bob', 'carol'];
const SERVICE_NOW_PEOPLE = ['beth.anglin', 'fred.luddy', 'joe.employee'];
const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
const LABELS = ['vip', 'regression', 'office-move', 'training', 'vendor', 'urgent'];
/** Short, so that both versions of a conflict can be read side by side. */
const SUBJECTS = ['VPN is down', 'Paper jam', 'Badge fails', 'Mailbox full', 'No dial tone', 'Screen flickers'];
const PLACES = ['floor 3', 'Berlin', 'again', 'gate 4', 'lobby', 'since noon'];
const REMARKS = ['Restarted it, looks better now.', 'The vendor asks for logs.', 'Works for me.', 'Who can test this?'];
const NEXT_STATUS: Readonly<Record<string, string>> = {
  'To Do': 'In Progress',
  'In Progress': 'Done',
  'In Review': 'Done',
  Done: 'To Do',
};
const NEW_ITEM_CHANCE = 0.06;

/** The people of both companies, who change things at random. */
export class Office {
  readonly #tools: Tools;
  readonly #random: SandboxRandom;
  readonly #nowMs: () => number;
  #lastId = 0;

  constructor(tools: Tools, random: SandboxRandom, nowMs: () => number) {
    this.#tools = tools;
    this.#random = random;
    this.#nowMs = nowMs;
  }

  /** Somebody does something. @param isBusy pairs that are left alone, so that one row of the screen tells one story */
  edit(isBusy: (pair: Pair) => boolean): Edit | null {
    if (this.#random() < NEW_ITEM_CHANCE) return this.#newItem();
    const pair = this.#somePair(isBusy);
    if (pair === null) return null;
    return this.#random() < 0.5 ? this.#inJira(pair) : this.#inServiceNow(pair);
  }

  /** Two people change the same field of the same item at the same moment. */
  conflict(isBusy: (pair: Pair) => boolean): Edit | null {
    const pair = this.#somePair(isBusy);
    if (pair === null) return null;
    const subject = this.#pick(SUBJECTS);
    const place = this.#pick(PLACES);
    const here = this.#fieldInJira(pair, summary, `${subject}, ${place}`);
    const there = this.#fieldInServiceNow(pair, summary, {
      short_description: `${subject}, ${this.#other(PLACES, place)}`,
    });
    return { ...here, side: 'both', who: `${here.who} and ${there.who}` };
  }

  #inJira(pair: Pair): Edit {
    const deeds = [
      () => this.#fieldInJira(pair, priority, this.#other(PRIORITIES, priority.left(pair.issue))),
      () => this.#fieldInJira(pair, labels, this.#otherLabels(labels.left(pair.issue))),
      () => this.#fieldInJira(pair, summary, `${this.#pick(SUBJECTS)}, ${this.#pick(PLACES)}`),
      () => this.#statusInJira(pair),
      () => this.#commentInJira(pair),
    ];
    return this.#pick(deeds)();
  }

  #inServiceNow(pair: Pair): Edit {
    const { incident } = pair;
    const deeds = [
      () =>
        this.#fieldInServiceNow(pair, priority, {
          priority: this.#other(['1', '2', '3', '4', '5'], incident.priority ?? ''),
        }),
      () => this.#fieldInServiceNow(pair, labels, { u_labels: this.#otherLabels(labels.right(incident)).join(',') }),
      () =>
        this.#fieldInServiceNow(pair, summary, {
          short_description: `${this.#pick(SUBJECTS)}, ${this.#pick(PLACES)}`,
        }),
      () =>
        this.#fieldInServiceNow(pair, description, {
          description: `${description.right(incident)}\n\n${this.#pick(REMARKS)}`,
        }),
      () => this.#commentInServiceNow(pair),
    ];
    return this.#pick(deeds)();
  }

  #newItem(): Edit {
    const title = `${this.#pick(SUBJECTS)}, ${this.#pick(PLACES)}`;
    if (this.#random() < 0.5) {
      const who = this.#pick(JIRA_PEOPLE);
      const { key } = this.#tools.jira.createIssue(
        { project: PROJECT, summary: title, priority: 'Medium' },
        { as: who },
      );
      return this.#record({ who, side: 'left', itemKey: key, what: 'new issue', ruleId: null }, () => {
        const partner = this.#tools.incidentOf(key)?.number ?? '';
        return { left: title, right: partner, isCarried: partner !== '' };
      });
    }
    const who = this.#pick(SERVICE_NOW_PEOPLE);
    const values = { short_description: title, caller_id: 'alice', priority: '3', impact: '2', urgency: '2' };
    const { number = '' } = this.#tools.serviceNow.people.create(TABLE, values, { as: who });
    return this.#record({ who, side: 'right', itemKey: number, what: 'new incident', ruleId: null }, () => {
      const partner = this.#tools.incident(number).correlation_id ?? '';
      return { left: partner, right: title, isCarried: partner !== '' };
    });
  }

  #fieldInJira(pair: Pair, field: WatchedField, value: string | readonly string[]): Edit {
    const who = this.#pick(JIRA_PEOPLE);
    this.#tools.jira.edit(pair.issue.key, { [field.label]: value }, { as: who });
    return this.#recordField(pair, field, { who, side: 'left' });
  }

  #statusInJira(pair: Pair): Edit {
    const who = this.#pick(JIRA_PEOPLE);
    this.#tools.jira.transition(pair.issue.key, NEXT_STATUS[pair.issue.status] ?? 'In Progress', { as: who });
    return this.#recordField(pair, status, { who, side: 'left' });
  }

  #fieldInServiceNow(pair: Pair, field: WatchedField, values: Readonly<Record<string, string>>): Edit {
    const who = this.#pick(SERVICE_NOW_PEOPLE);
    this.#tools.serviceNow.people.edit(TABLE, pair.incident.number ?? '', values, { as: who });
    return this.#recordField(pair, field, { who, side: 'right' });
  }

  #commentInJira({ issue, incident }: Pair): Edit {
    const who = this.#pick(JIRA_PEOPLE);
    const words = this.#pick(REMARKS);
    const before = this.#tools.journal(incident.sys_id ?? '', 'comments').length;
    this.#tools.jira.comment(issue.key, words, { as: who });
    return this.#record({ who, side: 'left', itemKey: issue.key, what: 'comment', ruleId: null }, () => {
      const entries = this.#tools.journal(incident.sys_id ?? '', 'comments');
      const isCarried = entries.length > before;
      return { left: words, right: isCarried ? words : '', isCarried };
    });
  }

  #commentInServiceNow({ issue, incident }: Pair): Edit {
    const who = this.#pick(SERVICE_NOW_PEOPLE);
    const words = this.#pick(REMARKS);
    const before = commentTexts(issue).length;
    this.#tools.serviceNow.people.journal(TABLE, incident.number ?? '', 'comments', words, { as: who });
    return this.#record({ who, side: 'right', itemKey: incident.number ?? '', what: 'comment', ruleId: null }, () => {
      const isCarried = commentTexts(this.#tools.jira.issue(issue.key)).length > before;
      return { left: isCarried ? words : '', right: words, isCarried };
    });
  }

  #recordField(pair: Pair, field: WatchedField, by: Pick<Edit, 'who' | 'side'>): Edit {
    const number = pair.incident.number ?? '';
    const itemKey = by.side === 'left' ? pair.issue.key : number;
    return this.#record({ ...by, itemKey, what: field.label, ruleId: field.ruleId }, () => {
      const issue = this.#tools.jira.issue(pair.issue.key);
      const incident = this.#tools.incident(number);
      return { left: field.left(issue), right: field.right(incident), isCarried: field.isEqual(issue, incident) };
    });
  }

  #record(edit: Omit<Edit, 'id' | 'doneAtMs' | 'look'>, look: Edit['look']): Edit {
    this.#lastId += 1;
    return { ...edit, id: this.#lastId, doneAtMs: this.#nowMs(), look };
  }

  #somePair(isBusy: (pair: Pair) => boolean): Pair | null {
    const free = this.#tools.pairs().filter((pair) => !isBusy(pair));
    return free.length === 0 ? null : this.#pick(free);
  }

  #otherLabels(present: string): readonly string[] {
    const own = present
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== '');
    const label = this.#other(LABELS, '');
    return own.includes(label) ? own.filter((each) => each !== label) : [...own, label];
  }

  #other(list: readonly string[], present: string): string {
    return this.#pick(list.filter((each) => each !== present));
  }

  #pick<Element>(list: readonly Element[]): Element {
    return list[Math.floor(this.#random() * list.length)] as Element;
  }
}
