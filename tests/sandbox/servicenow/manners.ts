import { Manners, type SandboxRandom } from '../http/index.js';

/** How the instance says "not now" (B16). */
export type RefusalKind = '401' | '503' | '503-retry-after' | 'bare' | 'reset-only' | 'retry-after';

/**
 * What is wrong with an answer (B25). `out-of-time`: the work is done, but the platform's time for the request is up; a
 * list then ends with an error behind the records found so far, and status 200.
 */
export type NetworkKind = 'gigantic' | 'hang' | 'html' | 'out-of-time' | 'truncated';

/** What an administrator does to things in use (B26). */
export type AdministratorDeed = 'deactivate-user' | 'disable-choice' | 'rename-choice' | 'rename-field';

/**
 * The rows of the catalogue of bad manners that ServiceNow and networks show, with the options of each. Always true,
 * and so without a switch: references as objects, numbers as strings and times without zone (B23), journal entries
 * that cannot be edited and whose ids no answer carries (B14, B21), text cut at the column's length (B7), whole
 * seconds (B3).
 */
export interface ServiceNowMannerTable {
  /** Stamps stand still for so long, so that many rows and several edits of one row share a second. */
  readonly B3: { readonly seconds: number };
  /** A page with an offset begins so many rows too early or too late, as when rows come and go between pages. */
  readonly B4: { readonly rows: number };
  /** A list is cut at this length, whatever was asked for. */
  readonly B5: { readonly limit: number };
  /** An update is answered as usual and these fields are not written; `*` stands for all. */
  readonly B6: { readonly fields: readonly string[] };
  /** A business rule calculates the priority; line breaks are stored as CR LF. */
  readonly B7: { readonly calculatesPriority: boolean; readonly carriageReturns: boolean };
  /** Incidents in these states need a resolution code that exists, and notes: else 403. */
  readonly B10: { readonly states: readonly string[] };
  /** The answer to a write is lost, and the write was made or was not. */
  readonly B11: { readonly made: boolean | 'either' };
  /** A write gets no answer and lands later. */
  readonly B12: { readonly delayMs: number; readonly drop: 'hang' | 'before' };
  /** The answer to a write lacks these fields. */
  readonly B14: { readonly fields: readonly string[] };
  readonly B16: { readonly kind: RefusalKind | 'any'; readonly retryAfterSeconds: number };
  /** A delete writes no `sys_audit_delete`. */
  readonly B20: Record<never, never>;
  /** What is written to a journal comes a second time, word for word, from this user. */
  readonly B21: { readonly userName: string };
  /** References are answered as `{link, value}` although links were excluded. */
  readonly B23: Record<never, never>;
  readonly B25: { readonly kind: NetworkKind | 'any'; readonly bytes: number };
  /** Before the request is served an administrator renames, disables or deactivates something that is in use. */
  readonly B26: { readonly happening: AdministratorDeed | 'any' };
  readonly B27: { readonly areUnassignable: boolean; readonly areEmailsHidden: boolean };
  /** A copy of the instance, with the same records, answers at its address. */
  readonly B28: { readonly instanceId: string };
}

export type ServiceNowMannerId = keyof ServiceNowMannerTable;
export type ServiceNowManners = Manners<ServiceNowMannerTable>;

const DEFAULTS: ServiceNowMannerTable = {
  B3: { seconds: 2 },
  B4: { rows: 1 },
  B5: { limit: 100 },
  B6: { fields: ['*'] },
  B7: { calculatesPriority: true, carriageReturns: true },
  B10: { states: ['6', '7'] },
  B11: { made: 'either' },
  B12: { delayMs: 30_000, drop: 'hang' },
  B14: { fields: ['sys_updated_on', 'sys_mod_count'] },
  B16: { kind: 'any', retryAfterSeconds: 5 },
  B20: {},
  B21: { userName: 'beth.anglin' },
  B23: {},
  B25: { kind: 'any', bytes: 64 * 1024 * 1024 },
  B26: { happening: 'any' },
  B27: { areUnassignable: true, areEmailsHidden: true },
  B28: { instanceId: '0123456789abcdef0123456789abcdef' },
};

/** States of a whole instance rather than events: switched on by name only, never drawn. */
const STATES: ReadonlySet<ServiceNowMannerId> = new Set(['B26', 'B28']);

export function serviceNowManners(random: SandboxRandom): ServiceNowManners {
  const ids = Object.keys(DEFAULTS) as ServiceNowMannerId[];
  const drawable = ids.filter((id) => !STATES.has(id));
  return new Manners(DEFAULTS, random, drawable, ['B26']);
}
