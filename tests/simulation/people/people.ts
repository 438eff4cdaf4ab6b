import type { JiraSandbox } from '../../sandbox/jira/index.js';
import type { ServiceNowSandbox } from '../../sandbox/servicenow/index.js';
import type { Chance } from '../chance.js';
import type { Journal } from '../journal.js';
import { JiraPeople } from './jira-people.js';
import { ServiceNowPeople } from './service-now-people.js';
import { Words } from './words.js';

/** Comments that people write again and again. */
const USUAL_COMMENTS = ['thanks', 'any news'];

/** People on both sides, who know nothing of the sync. */
export class People {
  readonly #chance: Chance;
  readonly #words: Words;
  readonly #jira: JiraSandbox;
  readonly #left: JiraPeople;
  readonly #right: ServiceNowPeople;

  constructor(parts: { jira: JiraSandbox; serviceNow: ServiceNowSandbox; journal: Journal; chance: Chance }) {
    const words = new Words(parts.chance);
    this.#chance = parts.chance;
    this.#words = words;
    this.#jira = parts.jira;
    this.#left = new JiraPeople({ ...parts, words });
    this.#right = new ServiceNowPeople({ ...parts, words });
  }

  /** What was there before anybody thought of a sync; some of it on both sides. @returns what was done */
  settleIn(isMatched: boolean): readonly string[] {
    const deeds: string[] = [];
    for (let left = this.#chance.between(1, 4); left > 0; left -= 1) deeds.push(this.#left.create());
    for (let right = this.#chance.between(1, 3); right > 0; right -= 1) deeds.push(this.#right.create(null));
    const paired = this.#jira.issues().find(({ type }) => type === 'Task');
    if (isMatched && paired !== undefined && this.#chance.happens(0.5)) deeds.push(this.#right.create(paired.key));
    return deeds;
  }

  /** One thing that a person does now. @returns what, or null when there was nothing to do it to */
  act(): string | null {
    const side = this.#chance.happens(0.5) ? this.#left : this.#right;
    const deed = this.#chance.next();
    if (deed < 0.12) return side === this.#left ? this.#left.create() : this.#right.create(null);
    if (deed < 0.15) return side.remove();
    if (deed < 0.33) return side.comment(this.#comment());
    return side.edit();
  }

  #comment(): string {
    return this.#chance.happens(0.3) ? this.#chance.oneOf(USUAL_COMMENTS) : this.#words.sentence();
  }
}
