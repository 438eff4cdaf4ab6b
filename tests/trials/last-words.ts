import type { Finding, HeldField } from '../checker/index.js';
import type { Tools } from './tools/tools.js';

/** What stands in a text, by the number that every edit writes into it. */
const NUMBER = /(?:Title|Words) (\d+)/;
/** The two texts that people edit on both sides: as a deed names them on either side, and as they are held. */
const TEXTS = [
  { name: 'title', fields: ['summary', 'short_description'], held: 'summary:short_description' },
  { name: 'words', fields: ['description'], held: 'description:description' },
] as const;

/** Remembers who had the last word in every text, to see at the end whether it stands. */
export interface LastWords {
  /** The tools, as people use them. */
  readonly control: Tools['control'];
  /**
   * Edits that are gone although nobody was told: what two sides hold is not the newest edit of either. Two tools that agree on an old
   * value look equal to every comparison.
   */
  findings(held: readonly HeldField[]): Promise<readonly Finding[]>;
}

export function rememberLastWords(tools: Pick<Tools, 'control'>): LastWords {
  /** By text and item. */
  const newest = new Map<string, number>();
  return {
    async control(name, ...args) {
      const result = await tools.control(name, ...args);
      if (name === 'editIssue' || name === 'editIncident') {
        const [id, values] = args as unknown as [string, Readonly<Record<string, unknown>>];
        for (const text of TEXTS) {
          const written = text.fields.map((field) => values[field]).find((value) => typeof value === 'string');
          const number = numberIn(String(written ?? ''));
          if (number !== null) newest.set(`${text.name} ${id}`, number);
        }
      }
      return result;
    },
    async findings(held) {
      const { issues, incidents } = await tools.control('texts');
      const lost: Finding[] = [];
      for (const incident of incidents) {
        const issue = issues.find(({ id }) => id === incident.key);
        if (issue === undefined) continue;
        for (const { name, held: heldAs } of TEXTS) {
          if (held.some(({ item, field }) => item === issue.id && field === heldAs)) continue;
          const last = Math.max(newest.get(`${name} ${issue.id}`) ?? 0, newest.get(`${name} ${incident.id}`) ?? 0);
          for (const [side, text] of [
            ['left', issue[name]],
            ['right', incident[name]],
          ] as const) {
            if (last === 0 || numberIn(text) === last) continue;
            const detail = `the last edit of the ${name} was number ${last}, and there stands ${text}`;
            lost.push({ kind: 'different', side, item: issue.id, detail });
          }
        }
      }
      return lost;
    },
  };
}

function numberIn(text: string): number | null {
  const found = NUMBER.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}
