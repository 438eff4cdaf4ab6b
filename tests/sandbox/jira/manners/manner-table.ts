import { Manners, type SandboxRandom } from '../../http/index.js';

/** The rows of the catalogue of bad manners that Jira Cloud and networks show, with the options of each. */
export interface JiraMannerTable {
  /** Search shows a write only later; until then the old version. */
  readonly B1: { readonly delayMs: number };
  /** The profile zone of every account, for a zone whose clock is put back. Minutes are whole at any time. */
  readonly B2: { readonly timeZone: string };
  /** Data Center: `updated` has whole seconds, which edits share. */
  readonly B3: Record<never, never>;
  /** Data Center: a page that begins at an offset begins so many rows further (rows are skipped) or earlier (they come again). */
  readonly B4: { readonly shift: number };
  /** A search page has fewer issues than asked, and is not the last. */
  readonly B5: Record<never, never>;
  /** Documents get a localId on every node that may have one. */
  readonly B7: Record<never, never>;
  /** One field (`any`: any of those sent) cannot be set, and the whole request is refused. */
  readonly B8: { readonly field: string };
  /** What a workflow springs on a caller. */
  readonly B9: {
    /** Fields that every transition demands besides its own. */
    readonly requires: readonly string[];
    /** Ids of transitions that are not there. */
    readonly withholds: readonly string[];
    /** A field that a transition sets by itself; the value is a stored one. */
    readonly sets: { readonly field: string; readonly value: string } | null;
  };
  /** The answer to a create is lost, and the issue, comment or link was made or was not. */
  readonly B11: { readonly made: boolean | 'either' };
  /** A write gets no answer and lands later. */
  readonly B12: { readonly delayMs: number; readonly drop: 'hang' | 'before' };
  /** Search, and where told bulk reads too, know a changed issue property only later. */
  readonly B13: { readonly delayMs: number; readonly alsoInBulk: boolean };
  /** An edit that asked for the issue back gets none. */
  readonly B14: Record<never, never>;
  /** One element of a bulk create is refused, by index or `any`. */
  readonly B15: { readonly element: number | 'any' };
  /** A request is turned away though nothing is wrong with it. */
  readonly B16: { readonly kind: RefusalKind | 'any'; readonly retryAfterSeconds: number };
  /** A project (key, or `any`) vanishes: its issues are 404. */
  readonly B17: { readonly project: string; readonly forMs: number };
  /** Somebody moves an issue or changes its type. */
  readonly B18: { readonly happening: 'move' | 'change-type' | 'any' };
  /** Edits of these fields, properties and links' far ends do not move `updated`. */
  readonly B19: { readonly fields: readonly string[] };
  /** A webhook is late (and so out of order), comes twice, without a body, unsigned, or not at all. */
  readonly B22: { readonly kind: WebhookTrouble; readonly delayMs: number };
  /** Each answer has its dates in another zone. */
  readonly B23: { readonly timeZones: readonly string[] };
  /** A download is redirected to another host, which must not see the credentials. */
  readonly B24: { readonly host: string };
  /** What stands between answers itself, or spoils the answer. */
  readonly B25: { readonly kind: NetworkKind | 'any'; readonly bytes: number };
  /** An administrator renames, disables or deletes something that is in use. */
  readonly B26: { readonly happening: AdministratorDeed | 'any' };
  /** Nobody can be assigned, and nobody shows the e-mail address. */
  readonly B27: { readonly areUnassignable: boolean; readonly areEmailsHidden: boolean };
  /** A copy of the site, with the same ids, answers at its address. */
  readonly B28: { readonly cloudId: string; readonly baseUrl: string };
}

export type RefusalKind = 'retry-after' | 'reset-only' | 'bare' | 'per-issue' | '503' | '503-retry-after' | '401';
export type WebhookTrouble = 'late' | 'twice' | 'no-body' | 'unsigned' | 'lost';
export type NetworkKind = 'html' | 'truncated' | 'gigantic' | 'hang';
export type AdministratorDeed =
  | 'rename-option'
  | 'disable-option'
  | 'rename-field'
  | 'rename-status'
  | 'deactivate-user';
export type JiraMannerId = keyof JiraMannerTable;
export type JiraManners = Manners<JiraMannerTable>;

const DEFAULTS: JiraMannerTable = {
  B1: { delayMs: 30_000 },
  B2: { timeZone: 'America/New_York' },
  B3: {},
  B4: { shift: 1 },
  B5: {},
  B7: {},
  B8: { field: 'any' },
  B9: { requires: [], withholds: [], sets: { field: 'priority', value: '2' } },
  B11: { made: 'either' },
  B12: { delayMs: 30_000, drop: 'hang' },
  B13: { delayMs: 60_000, alsoInBulk: false },
  B14: {},
  B15: { element: 'any' },
  B16: { kind: 'any', retryAfterSeconds: 5 },
  B17: { project: 'any', forMs: 3_600_000 },
  B18: { happening: 'any' },
  B19: { fields: ['duedate', 'environment'] },
  B22: { kind: 'late', delayMs: 20_000 },
  B23: { timeZones: ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Etc/UTC'] },
  B24: { host: 'localhost' },
  B25: { kind: 'any', bytes: 64 * 1024 * 1024 },
  B26: { happening: 'any' },
  B27: { areUnassignable: true, areEmailsHidden: true },
  B28: { cloudId: 'ffffffff-e747-4285-ad18-0f5252a97b00', baseUrl: 'https://sandbox-staging.atlassian.net' },
};

/** States of a whole site rather than events: switched on by name only, never drawn. */
const STATES: ReadonlySet<JiraMannerId> = new Set(['B2', 'B3', 'B17', 'B26', 'B28']);

export function jiraManners(random: SandboxRandom): JiraManners {
  const ids = Object.keys(DEFAULTS) as JiraMannerId[];
  const drawable = ids.filter((id) => !STATES.has(id));
  return new Manners(DEFAULTS, random, drawable, ['B17', 'B18', 'B26']);
}
