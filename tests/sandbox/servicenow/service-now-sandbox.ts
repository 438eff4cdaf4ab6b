import type {
  RouteMatch,
  Router,
  SandboxClock,
  SandboxHandler,
  SandboxOutcome,
  SandboxRandom,
  SandboxRequest,
  SandboxResponse,
} from '../http/index.js';
import type { AccessRules } from './access-rules.js';
import { type Account, Accounts } from './api/accounts.js';
import { ApiError, errorResponse, methodNotSupported, noResource, notAuthenticated } from './api/errors.js';
import type { DrawManner } from './api/exchange.js';
import { lostOnTheWay, networkKind, refusal, spoiled } from './api/network-faults.js';
import { type Operation, operations } from './api/operations.js';
import { RecordView } from './api/record-view.js';
import { TableApi } from './api/table-api.js';
import { CallCounts } from './call-counts.js';
import { administratorDeed } from './instance/administrator.js';
import { addFirstRows } from './instance/first-rows.js';
import { emptyInstance, type Instance } from './instance/instance.js';
import { type ServiceNowManners, serviceNowManners } from './manners.js';
import { People } from './people.js';
import type { WriteRules } from './records/records.js';

/** What a hook is told about each request, after it was dealt with. */
export interface LoggedExchange {
  readonly at: Date;
  /** An operation id of the published description; `unknown` for an address that is none. */
  readonly operation: string;
  readonly request: SandboxRequest;
  readonly outcome: SandboxOutcome;
}

export interface ServiceNowOptions {
  readonly clock: SandboxClock;
  readonly random: SandboxRandom;
  /** Who may sign in, the sync account first; by default `syncline` and `admin`, with their names as passwords and `<name>-token` as tokens. */
  readonly accounts?: readonly Account[];
  readonly instanceId?: string;
  readonly instanceName?: string;
  /** Zone of users who have not chosen one. */
  readonly timeZone?: string;
  readonly onExchange?: (exchange: LoggedExchange) => void;
}

const DEFAULT_ACCOUNTS: readonly Account[] = [
  { userName: 'syncline', password: 'syncline', token: 'syncline-token' },
  { userName: 'admin', password: 'admin', token: 'admin-token' },
];

/** Characters of path and query that the servers in front of instances take. */
const LONGEST_URL = 8192;

/** A write that was left hanging and is made at its time. */
interface LateWrite {
  readonly dueAtMs: number;
  readonly request: SandboxRequest;
}

/**
 * A ServiceNow instance that keeps state. It knows no time but the clock's and uses no timer: what lands late lands at
 * the first request, or the first deed of a person, after its time has come.
 */
export class ServiceNowSandbox implements SandboxHandler {
  readonly manners: ServiceNowManners;
  readonly people: People;
  readonly access: AccessRules;
  readonly accounts: Accounts;
  readonly calls = new CallCounts();
  readonly #instance: Instance;
  readonly #operations: Router<Operation>;
  readonly #onExchange: ((exchange: LoggedExchange) => void) | undefined;
  readonly #late: LateWrite[] = [];
  readonly #instanceId: string;

  constructor(options: ServiceNowOptions) {
    const { clock, random, timeZone = 'America/Los_Angeles', instanceName = 'dev00001' } = options;
    const accounts = options.accounts ?? DEFAULT_ACCOUNTS;
    this.#instance = emptyInstance({ clock, random });
    this.#instanceId = options.instanceId ?? 'c0ffee00c0ffee00c0ffee00c0ffee00';
    addFirstRows(this.#instance, {
      instanceId: this.#instanceId,
      instanceName,
      timeZone,
      syncUserName: accounts[0]?.userName ?? 'syncline',
    });
    this.access = this.#instance.access;
    this.accounts = new Accounts(this.#instance.store, accounts);
    this.manners = serviceNowManners(random);
    this.people = new People(this.#instance, this.accounts, () => this.#standingRules());
    const view = new RecordView({ ...this.#instance, display: this.#instance.records.display });
    this.#operations = operations(new TableApi({ ...this.#instance, view }));
    this.#onExchange = options.onExchange;
  }

  /** The instance behind the API, for what only a sandbox may do, as a bulk load. */
  get instance(): Instance {
    return this.#instance;
  }

  async handle(request: SandboxRequest): Promise<SandboxOutcome> {
    this.#landLateWrites();
    const found = this.#operations.find(request.method, pathOf(request));
    const operation = 'endpoint' in found ? found.endpoint.name : 'unknown';
    const isWrite = 'endpoint' in found ? found.endpoint.isWrite : request.method !== 'GET';
    this.calls.add(operation, isWrite);
    const occasion = { operation, isWrite, request };
    const outcome = this.#mannered(request, isWrite, found, (id) => this.manners.draw(id, occasion));
    this.#onExchange?.({ at: this.#instance.clock.now(), operation, request, outcome });
    return outcome;
  }

  #mannered(request: SandboxRequest, isWrite: boolean, found: Found, draw: DrawManner): SandboxOutcome {
    const { clock, random } = this.#instance;
    const refused = draw('B16');
    if (refused !== undefined) return this.#withDate(refusal(refused, { clock, random }));
    const broken = draw('B25');
    const kind = broken && networkKind(broken, random);
    const lost = kind && lostOnTheWay(kind);
    if (lost !== undefined) return lost;
    if (isWrite) {
      const late = draw('B12');
      if (late !== undefined) {
        this.#late.push({ dueAtMs: clock.now().getTime() + late.delayMs, request });
        return { drop: late.drop };
      }
      const unanswered = draw('B11');
      const made = unanswered?.made === 'either' ? random() < 0.5 : unanswered?.made;
      if (made === false) return { drop: 'before' };
      if (made === true) {
        this.#answer(request, found, draw);
        return { drop: 'after' };
      }
    }
    const deed = draw('B26');
    if (deed !== undefined) administratorDeed(deed.happening, this.people, random);
    const answer = this.#answer(request, found, draw);
    return broken === undefined || kind === undefined ? answer : spoiled(kind, answer, broken.bytes);
  }

  #answer(request: SandboxRequest, found: Found, draw: DrawManner): SandboxResponse {
    this.#showInstanceId();
    try {
      const actor = this.accounts.signedIn(request.headers.authorization);
      if (actor === undefined) throw notAuthenticated();
      if (request.url.length > LONGEST_URL) return { status: 414, headers: {}, body: 'Request-URI Too Long' };
      if (!('endpoint' in found)) throw found.methods.length > 0 ? methodNotSupported() : noResource();
      const url = new URL(request.url, `http://${request.headers.host ?? 'sandbox.service-now.com'}`);
      const answer = found.endpoint.answer({ request, url, actor, draw }, found.parameters);
      return this.#withDate({ ...answer, headers: { 'x-is-logged-in': 'true', ...answer.headers } });
    } catch (cause) {
      if (cause instanceof ApiError) return this.#withDate(errorResponse(cause));
      throw cause;
    }
  }

  #withDate(answer: SandboxResponse): SandboxResponse {
    return { ...answer, headers: { date: this.#instance.clock.now().toUTCString(), ...answer.headers } };
  }

  #landLateWrites(): void {
    const nowMs = this.#instance.clock.now().getTime();
    for (;;) {
      const index = this.#late.findIndex((write) => write.dueAtMs <= nowMs);
      const [write] = index < 0 ? [] : this.#late.splice(index, 1);
      if (write === undefined) return;
      this.#answer(write.request, this.#operations.find(write.request.method, pathOf(write.request)), () => undefined);
    }
  }

  /** Business rules and stamps hold for people too; what only spoils HTTP answers does not. */
  #standingRules(): WriteRules {
    this.#landLateWrites();
    const held = this.manners.standing('B3');
    return {
      ...(this.manners.standing('B7') ?? {}),
      ...(held === undefined ? {} : { holdStampSeconds: held.seconds }),
      leavesNoTrace: this.manners.standing('B20') !== undefined,
    };
  }

  #showInstanceId(): void {
    const shown = this.manners.standing('B28')?.instanceId ?? this.#instanceId;
    const { store } = this.#instance;
    if (store.property('instance_id') === shown) return;
    const row = store.findBy('sys_properties', 'name', 'instance_id');
    if (row !== undefined) store.table('sys_properties').update(row, { value: shown });
  }
}

type Found = RouteMatch<Operation> | { readonly methods: readonly string[] };

function pathOf(request: SandboxRequest): string {
  const end = request.url.indexOf('?');
  return end < 0 ? request.url : request.url.slice(0, end);
}
