import type { ServiceNowSandbox } from '../../sandbox/servicenow/index.js';
import type { RecordSnapshot } from '../../sandbox/servicenow/people.js';
import type { Chance } from '../chance.js';
import type { Journal } from '../journal.js';
import { readIncident } from '../readings.js';
import { editedText, newText } from './documents.js';
import { editedLabels } from './jira-people.js';
import type { Words } from './words.js';

const PRIORITIES = ['1', '2', '3', '4', '5'];
const STATES = ['1', '2', '3', '6'];
const PEOPLE = ['admin', 'beth.anglin', 'fred.luddy'];

/** People who work in ServiceNow. */
export class ServiceNowPeople {
  readonly #serviceNow: ServiceNowSandbox;
  readonly #journal: Journal;
  readonly #chance: Chance;
  readonly #words: Words;

  constructor(parts: { serviceNow: ServiceNowSandbox; journal: Journal; chance: Chance; words: Words }) {
    this.#serviceNow = parts.serviceNow;
    this.#journal = parts.journal;
    this.#chance = parts.chance;
    this.#words = parts.words;
  }

  /** @param correlationId key of the issue that it is the same as, for pairs that existed before. */
  create(correlationId: string | null): string {
    const chance = this.#chance;
    const row = this.#serviceNow.people.create('incident', {
      short_description: this.#words.sentence(),
      description: chance.happens(0.7) ? newText(chance, this.#words) : '',
      ...(chance.happens(0.6) ? { priority: chance.oneOf(PRIORITIES) } : {}),
      ...(chance.happens(0.5) ? { u_labels: this.#words.unique('l') } : {}),
      ...(correlationId === null ? {} : { correlation_id: correlationId }),
    });
    const made = { side: 'right' as const, itemId: idOf(row), key: row.number ?? '', inScope: true };
    this.#journal.made(made, readIncident(row));
    return `somebody makes ${made.key}${correlationId === null ? '' : ` for ${correlationId}`}`;
  }

  edit(): string | null {
    const row = this.#anyIncident();
    if (row === null) return null;
    const chance = this.#chance;
    const description = () => editedText(row.description ?? '', chance, this.#words);
    const labels = () => editedLabels(readIncident(row).labels, chance, this.#words).join(',');
    const deeds = [
      () => ({ short_description: this.#words.sentence() }),
      () => ({ description: description() }),
      () => ({ description: description() }),
      () => ({ priority: chance.oneOf(PRIORITIES) }),
      () => ({ u_labels: labels() }),
      () => ({ state: chance.oneOf(STATES) }),
      () => ({ short_description: this.#words.sentence(), u_labels: labels() }),
    ];
    const values = chance.oneOf(deeds)();
    const after = this.#serviceNow.people.edit('incident', idOf(row), values, { as: chance.oneOf(PEOPLE) });
    this.#journal.edited('right', idOf(row), readIncident(row), readIncident(after));
    return `somebody edits ${row.number}: ${JSON.stringify(values)}`;
  }

  remove(): string | null {
    const row = this.#anyIncident();
    if (row === null) return null;
    this.#serviceNow.people.remove('incident', idOf(row));
    this.#journal.deleted.set(idOf(row), row.number ?? '');
    return `somebody deletes ${row.number}`;
  }

  comment(text: string): string | null {
    const row = this.#anyIncident();
    if (row === null) return null;
    const isInternal = this.#chance.happens(0.5);
    const element = isInternal ? 'work_notes' : 'comments';
    this.#serviceNow.people.journal('incident', idOf(row), element, text, { as: this.#chance.oneOf(PEOPLE) });
    this.#journal.comments.push({ side: 'right', itemId: idOf(row), isInternal, text });
    return `somebody comments ${row.number}: ${text}`;
  }

  #anyIncident(): RecordSnapshot | null {
    const rows = this.#serviceNow.people.rows('incident');
    return rows.length === 0 ? null : this.#chance.oneOf(rows);
  }
}

function idOf(row: RecordSnapshot): string {
  return row.sys_id ?? '';
}
