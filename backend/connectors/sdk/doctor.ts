import { AppError, ReconnectNeededError } from '../../shared/index.js';
import type { FieldKind } from './values.js';

/** What came of looking at one right or setting. `cannot-tell`: not to be found out without changing something in the tool. */
export type CheckOutcome = 'ok' | 'fails' | 'warning' | 'cannot-tell';

/** One right or setting that was looked at. */
export interface Check {
  /** The same in every run, for programs: `permission.CREATE_ISSUES BENCH`. Unique within its connection. */
  readonly id: string;
  /** In a few words, for people: `may create issues in BENCH`. */
  readonly name: string;
  readonly outcome: CheckOutcome;
  /** Who needs it: an integration, or one of its fields (`incidents: priority`). Empty: everything does. */
  readonly neededBy: readonly string[];
  /** What was found, in one sentence; null when the name says it all. */
  readonly found: string | null;
  /** What a person does about it, as a path of menus and pages of the tool; null when there is nothing to do. */
  readonly fix: string | null;
}

/** A field that integrations use. */
export interface FieldNeed {
  readonly id: string;
  readonly name: string;
  /** What it holds; null where its tool does not say. */
  readonly kind: FieldKind | null;
  readonly neededBy: readonly string[];
  /** Written when an item is made. */
  readonly onCreate: boolean;
  /** Written when an item changes. */
  readonly onUpdate: boolean;
}

/** A status that items are brought into, and the fields that are given along with it. */
export interface StatusNeed {
  /** As the file has it: an id or a name. */
  readonly status: string;
  readonly given: readonly string[];
  readonly neededBy: readonly string[];
}

/** What integrations do with one container: what the account must be let do there. */
export interface ContainerNeeds {
  readonly container: string;
  /** The integrations. */
  readonly neededBy: readonly string[];
  /** Item types by id or name as the file has them; null among them: any. */
  readonly itemTypes: readonly (string | null)[];
  /** Those read, some of them written too. */
  readonly fields: readonly FieldNeed[];
  readonly statuses: readonly StatusNeed[];
  /** Channels that comments are written to; `null`: comments are not read. */
  readonly comments: { readonly written: readonly string[] } | null;
  /** The integrations that make, change and delete items; empty where none does. */
  readonly creates: readonly string[];
  readonly updates: readonly string[];
  readonly deletes: readonly string[];
}

/** What all integrations together do through one connection. */
export interface ConnectionNeeds {
  readonly containers: readonly ContainerNeeds[];
}

/** A file that grants what is needed, for an administrator of the tool to read and apply. */
export interface GrantFile {
  /** Without folder. */
  readonly name: string;
  /** What it is and what to do with it, in one sentence. */
  readonly purpose: string;
  readonly content: string;
}

/** A check of which only what there is to say is written. */
export function checked(check: Pick<Check, 'id' | 'name' | 'outcome'> & Partial<Check>): Check {
  return { neededBy: [], found: null, fix: null, ...check };
}

/** What an answer's headers say of the rate limit (X-RateLimit-…, as Jira and many others send them); null when nothing. */
export function limitCheck(headers: Readonly<Record<string, string>>): Check | null {
  const limit = headers['x-ratelimit-limit'];
  const remaining = headers['x-ratelimit-remaining'];
  if (limit === undefined || remaining === undefined) return null;
  const isNear = headers['x-ratelimit-nearlimit'] === 'true' || remaining === '0';
  return checked({
    id: 'limit',
    name: 'the rate limit leaves room',
    outcome: isNear ? 'warning' : 'ok',
    found: `${remaining} of ${limit} requests left`,
    fix: isNear
      ? 'Lower limits.requestsPerSecond of the connection, or let other programs that use the account rest'
      : null,
  });
}

/**
 * What `look` finds; where the tool does not answer it, that this one thing cannot be told, so that one refused question does not
 * take the others' answers along. @throws ReconnectNeededError, and whatever is not the tool's.
 */
export async function looked(
  check: Pick<Check, 'id' | 'name'> & Partial<Check>,
  look: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof AppError) || error instanceof ReconnectNeededError) throw error;
    return [checked({ ...check, outcome: 'cannot-tell', found: `the tool does not say: ${error.message}` })];
  }
}
