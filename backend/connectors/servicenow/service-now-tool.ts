import type { JsonValue } from '../../shared/index.js';
import {
  type Abilities,
  type Check,
  type Comment,
  type ConnectionContext,
  type ConnectionNeeds,
  type ContainerSchema,
  type CreateOutcome,
  type FieldDescriptor,
  type FieldEdit,
  type FieldValue,
  type FoundContainers,
  type GrantFile,
  type ItemCount,
  type LookUpRequest,
  type LookUpResult,
  type OverwrittenEdit,
  type Page,
  type PageQuery,
  type ReadRequest,
  type ReadResult,
  Sightings,
  type SiteIdentity,
  type StatusWay,
  type StepAnswer,
  type Tool,
  type UserValue,
  type WriteStep,
} from '../sdk/index.js';
import { Account } from './account.js';
import { describeTable, listTables, statusWays } from './describe/index.js';
import { examineServiceNow, serviceNowGrants } from './doctor/index.js';
import { encodedQuery } from './encoded-query.js';
import { identify } from './identify.js';
import type { Instance } from './instance.js';
import { addComment, readComments } from './journal.js';
import { lastEdit } from './last-edit.js';
import { lookUp } from './look-up.js';
import { overwrittenEdits } from './overwritten.js';
import { readPage } from './page.js';
import { parseWritten } from './parse-written.js';
import { findPeople } from './people.js';
import { matchingIds, readItems } from './read.js';
import { TableApi } from './table-api.js';
import { UsualSaves } from './usual-saves.js';
import { createItems, performStep, stepsFor } from './write.js';

const ABILITIES: Abilities = {
  createBatchSize: 1,
  readBatchSize: 100,
  lookUpBatchSize: 100,
  // The time-out of a request, and half a minute more: one that was given up may wait for one of the instance's few API
  // workers and land so much later (B12). Queries read the database, so no index adds to it.
  settleDelayMs: 60_000,
  // `sys_updated_on` is set before business rules run and the record is saved, which takes seconds where rules are slow.
  overlapMs: 5000,
  consistentLookUp: true,
  marksInPages: true,
  editableComments: false,
  attachments: false,
};

/** ServiceNow by its Table API; a container is a table. */
export class ServiceNowTool implements Tool {
  readonly abilities = ABILITIES;
  readonly #instance: Instance;
  readonly #name: string;
  readonly #clock: ConnectionContext['clock'];

  constructor({ http, log, url, username, identity, name, clock }: ConnectionContext) {
    this.#name = name;
    this.#clock = clock;
    const sightings = new Sightings(clock);
    const api = new TableApi(sightings.watching(http), log);
    this.#instance = {
      api,
      account: new Account(api, username ?? identity?.accountId ?? null),
      url,
      log,
      saves: new UsualSaves(),
      sightings,
    };
  }

  identify(signal: AbortSignal): Promise<SiteIdentity> {
    return identify(this.#instance, signal);
  }

  describe(container: string, signal: AbortSignal): Promise<ContainerSchema> {
    return describeTable(this.#instance, container, signal);
  }

  containers(search: string, signal: AbortSignal): Promise<FoundContainers> {
    return listTables(this.#instance.api, search, signal);
  }

  ways(container: string, signal: AbortSignal): Promise<readonly StatusWay[]> {
    return statusWays(this.#instance, container, signal);
  }

  async count(
    { container, filter }: { readonly container: string; readonly filter: string | null },
    signal: AbortSignal,
  ): Promise<ItemCount | null> {
    const query = encodedQuery({ filter, conditions: [], orderBy: [] });
    const count = await this.#instance.api.count(container, query, signal);
    return count === null ? null : { count, isExact: false };
  }

  page(query: PageQuery, signal: AbortSignal): Promise<Page> {
    return readPage(this.#instance, query, signal);
  }

  matching(
    request: { container: string; filter: string; ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    return matchingIds(this.#instance, request, signal);
  }

  read(request: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
    return readItems(this.#instance, request, signal);
  }

  /** Nothing is needed: marks are found by query. */
  async creationHint(): Promise<JsonValue | null> {
    return null;
  }

  lookUp(request: LookUpRequest, signal: AbortSignal): Promise<LookUpResult> {
    return lookUp(this.#instance, request, signal);
  }

  create(request: Parameters<Tool['create']>[0], signal: AbortSignal): Promise<readonly CreateOutcome[]> {
    return createItems(this.#instance, request, signal);
  }

  async steps(request: Parameters<Tool['steps']>[0]): Promise<readonly WriteStep[]> {
    return stepsFor(request);
  }

  perform(request: Parameters<Tool['perform']>[0], signal: AbortSignal): Promise<StepAnswer> {
    return performStep(this.#instance, request, signal);
  }

  overwritten(requests: Parameters<Tool['overwritten']>[0], signal: AbortSignal): Promise<readonly OverwrittenEdit[]> {
    return overwrittenEdits(this.#instance, requests, signal);
  }

  lastEdit(
    request: { readonly itemId: string; readonly field: FieldDescriptor },
    signal: AbortSignal,
  ): Promise<FieldEdit | null> {
    return lastEdit(this.#instance, request, signal);
  }

  addComment(request: Parameters<Tool['addComment']>[0], signal: AbortSignal): Promise<{ readonly id: string | null }> {
    return addComment(this.#instance, request, signal);
  }

  async findComments(
    request: { container: string; itemId: string; marks: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly Comment[]> {
    const comments = await readComments(this.#instance, [request.itemId], signal);
    const marks = new Set(request.marks);
    return (comments.get(request.itemId) ?? []).filter(({ mark }) => mark !== null && marks.has(mark));
  }

  remove({ container, id }: { container: string; id: string }, signal: AbortSignal): Promise<void> {
    return this.#instance.api.remove(container, id, signal);
  }

  users(tokens: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, UserValue>> {
    return findPeople(this.#instance, tokens, signal);
  }

  parse(field: FieldDescriptor, written: JsonValue, signal: AbortSignal): Promise<FieldValue> {
    return parseWritten(this.#instance, field, written, signal);
  }

  doctor(needs: ConnectionNeeds, signal: AbortSignal): Promise<readonly Check[]> {
    return examineServiceNow({ api: this.#instance.api, connection: this.#name }, needs, signal);
  }

  grants(needs: ConnectionNeeds, signal: AbortSignal): Promise<readonly GrantFile[]> {
    return serviceNowGrants(this.#instance, { connection: this.#name, needs, now: this.#clock.now() }, signal);
  }
}
