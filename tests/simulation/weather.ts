import type { JiraSandbox } from '../sandbox/jira/index.js';
import type { ServiceNowSandbox } from '../sandbox/servicenow/index.js';
import type { Chance } from './chance.js';

/** Requests that land when nobody looks for them any more. */
const TOO_LATE = 'B12, too late';
/** From the sending to the landing; longer than any connector's settling time. */
export const TOO_LATE_MS = 600_000;

/** A bad manner, switched on with a chance at each occasion. */
interface Spell {
  readonly name: string;
  begin(probability: number): void;
  end(): void;
}

/**
 * The bad manners of both tools, which come and go. Not among them: what needs an administrator afterwards (moved, hidden and
 * renamed things) and journal entries repeated by somebody else, which are comments of their own.
 */
export class Weather {
  readonly #chance: Chance;
  readonly #spells: readonly Spell[];
  readonly #tools: readonly { readonly manners: { clear(): void } }[];
  #current: Spell[] = [];
  /** Whether a tool has ever had a will of its own about priorities. */
  hasTouchedPriorities = false;
  /** Whether a request may have landed after every look for it. */
  hasBeenTooLate = false;

  constructor(chance: Chance, jira: JiraSandbox, serviceNow: ServiceNowSandbox) {
    this.#chance = chance;
    this.#tools = [jira, serviceNow];
    this.#spells = [...jiraSpells(chance, jira), ...serviceNowSpells(chance, serviceNow)];
  }

  /** One manner comes, or those that are there go. @returns what changed */
  turn(): string {
    if (this.#current.length > 0 && this.#chance.happens(0.4)) {
      const [gone] = this.#current.splice(this.#chance.between(0, this.#current.length - 1), 1);
      gone?.end();
      return `no more ${gone?.name ?? ''}`;
    }
    const spell = this.#chance.oneOf(this.#spells.filter((candidate) => !this.#current.includes(candidate)));
    const probability = this.#chance.oneOf([0.03, 0.1, 0.3]);
    spell.begin(probability);
    this.#current.push(spell);
    if (spell.name === 'ServiceNow B7') this.hasTouchedPriorities = true;
    if (spell.name.endsWith(TOO_LATE)) this.hasBeenTooLate = true;
    return `${spell.name} at ${probability}`;
  }

  /** Both tools behave from now on; what is late still lands. */
  clear(): void {
    this.#current = [];
    for (const { manners } of this.#tools) manners.clear();
  }
}

function jiraSpells(chance: Chance, { manners }: JiraSandbox): readonly Spell[] {
  const lagMs = () => chance.between(2, 90) * 1_000;
  const refusals = ['retry-after', 'reset-only', 'bare', 'per-issue', '503', '503-retry-after', '401'] as const;
  const spell = (id: Parameters<typeof manners.set>[0], begin: (probability: number) => void): Spell => ({
    name: `Jira ${id}`,
    begin,
    end: () => manners.clear(id),
  });
  return [
    spell('B1', (probability) => manners.set('B1', { probability, delayMs: lagMs() })),
    spell('B5', (probability) => manners.set('B5', { probability })),
    spell('B7', (probability) => manners.set('B7', { probability })),
    spell('B8', (probability) => manners.set('B8', { probability })),
    spell('B11', (probability) => manners.set('B11', { probability })),
    spell('B12', (probability) => manners.set('B12', { probability, drop: chance.oneOf(['hang', 'before']) })),
    {
      name: `Jira ${TOO_LATE}`,
      begin: (probability) => manners.set('B12', { probability, drop: 'hang', delayMs: TOO_LATE_MS }),
      end: () => manners.clear('B12'),
    },
    spell('B13', (probability) => manners.set('B13', { probability, delayMs: lagMs() })),
    spell('B14', (probability) => manners.set('B14', { probability })),
    spell('B15', (probability) => manners.set('B15', { probability })),
    spell('B16', (probability) => manners.set('B16', { probability: probability / 2, kind: chance.oneOf(refusals) })),
    spell('B23', (probability) => manners.set('B23', { probability })),
    spell('B25', (probability) =>
      manners.set('B25', { probability: probability / 2, kind: chance.oneOf(['html', 'truncated', 'hang'] as const) }),
    ),
  ];
}

function serviceNowSpells(chance: Chance, { manners }: ServiceNowSandbox): readonly Spell[] {
  const refusals = ['retry-after', 'reset-only', 'bare', '503', '503-retry-after'] as const;
  const broken = ['html', 'truncated', 'hang', 'out-of-time'] as const;
  const fields = ['short_description', 'description', 'priority', 'u_labels', 'state'];
  const spell = (id: Parameters<typeof manners.set>[0], begin: (probability: number) => void): Spell => ({
    name: `ServiceNow ${id}`,
    begin,
    end: () => manners.clear(id),
  });
  return [
    spell('B3', (probability) => manners.set('B3', { probability, seconds: chance.between(1, 4) })),
    spell('B4', (probability) => manners.set('B4', { probability })),
    spell('B5', (probability) => manners.set('B5', { probability, limit: chance.between(1, 3) })),
    spell('B6', (probability) => manners.set('B6', { probability, fields: [chance.oneOf(fields)] })),
    spell('B7', (probability) => manners.set('B7', { probability })),
    spell('B10', (probability) => manners.set('B10', { probability })),
    spell('B11', (probability) => manners.set('B11', { probability })),
    spell('B12', (probability) => manners.set('B12', { probability, drop: chance.oneOf(['hang', 'before']) })),
    {
      name: `ServiceNow ${TOO_LATE}`,
      begin: (probability) => manners.set('B12', { probability, drop: 'hang', delayMs: TOO_LATE_MS }),
      end: () => manners.clear('B12'),
    },
    spell('B14', (probability) => manners.set('B14', { probability })),
    spell('B16', (probability) => manners.set('B16', { probability: probability / 2, kind: chance.oneOf(refusals) })),
    spell('B20', (probability) => manners.set('B20', { probability })),
    spell('B23', (probability) => manners.set('B23', { probability })),
    spell('B25', (probability) => manners.set('B25', { probability: probability / 2, kind: chance.oneOf(broken) })),
  ];
}
