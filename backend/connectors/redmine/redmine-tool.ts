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
  type StepAnswer,
  type Tool,
  type UserValue,
  type WriteStep,
} from '../sdk/index.js';
import { Account } from './account.js';
import { countItems } from './count-items.js';
import { createItems } from './create.js';
import { describeProject, listProjects } from './describe/index.js';
import { examineRedmine } from './doctor/index.js';
import { identify } from './identify.js';
import { commentsIn } from './item.js';
import { lastEdit } from './last-edit.js';
import { lookUp } from './look-up.js';
import { Members } from './members.js';
import { addNote, journalsOf } from './notes.js';
import type { RedmineOptions } from './options.js';
import { overwrittenEdits } from './overwritten.js';
import { readPage } from './page.js';
import { parseWritten } from './parse-written.js';
import { findPeople } from './people.js';
import { matchingIds, readItems } from './read.js';
import { RedmineApi } from './redmine-api.js';
import type { Site } from './site.js';
import { customFieldNumber } from './standard-fields.js';
import { performStep, stepsFor } from './update.js';

const ABILITIES: Abilities = {
  createBatchSize: 1,
  readBatchSize: 100,
  lookUpBatchSize: 100,
  // The time-out of a request, and half a minute more: one that was given up may wait for one of the web server's few workers
  // and land so much later (B12). Queries read the database, so no index adds to it.
  settleDelayMs: 60_000,
  // `updated_on` is set before the issue is saved, which may wait for the database: ten seconds where it is SQLite.
  overlapMs: 15_000,
  consistentLookUp: true,
  marksInPages: true,
  editableComments: true,
  attachments: false,
};

/** Redmine by its REST API; a container is a project, its item types are the project's trackers. */
export class RedmineTool implements Tool {
  readonly abilities = ABILITIES;
  readonly #site: Site;

  constructor({ http, clock, log, url, identity }: ConnectionContext, options: RedmineOptions) {
    // `updated_on` has whole seconds and nothing counts the changes of an issue (B3).
    const sightings = new Sightings(clock);
    const api = new RedmineApi(sightings.watching(http));
    const account = new Account(api, clock, identity?.accountId ?? null);
    const markField = options.markField === undefined ? null : customFieldNumber(options.markField);
    this.#site = {
      api,
      account,
      sightings,
      members: new Members({ api, account }, clock),
      url,
      clock,
      log,
      markField,
      customFormats: options.customFields ?? {},
      journals: new WeakMap(),
    };
  }

  identify(signal: AbortSignal): Promise<SiteIdentity> {
    return identify(this.#site, signal);
  }

  describe(container: string, signal: AbortSignal): Promise<ContainerSchema> {
    return describeProject(this.#site, container, signal);
  }

  containers(search: string, signal: AbortSignal): Promise<FoundContainers> {
    return listProjects(this.#site.api, search, signal);
  }

  count(
    request: { readonly container: string; readonly filter: string | null },
    signal: AbortSignal,
  ): Promise<ItemCount> {
    return countItems(this.#site, request, signal);
  }

  page(query: PageQuery, signal: AbortSignal): Promise<Page> {
    return readPage(this.#site, query, signal);
  }

  matching(
    request: { container: string; filter: string; ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    return matchingIds(this.#site, request, signal);
  }

  read(request: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
    return readItems(this.#site, request, signal);
  }

  async creationHint(): Promise<JsonValue | null> {
    return null;
  }

  lookUp(request: LookUpRequest, signal: AbortSignal): Promise<LookUpResult> {
    return lookUp(this.#site, request, signal);
  }

  create(request: Parameters<Tool['create']>[0], signal: AbortSignal): Promise<readonly CreateOutcome[]> {
    return createItems(this.#site, request, signal);
  }

  steps(request: Parameters<Tool['steps']>[0], signal: AbortSignal): Promise<readonly WriteStep[]> {
    return stepsFor(this.#site, request, signal);
  }

  perform(request: Parameters<Tool['perform']>[0], signal: AbortSignal): Promise<StepAnswer> {
    return performStep(this.#site, request, signal);
  }

  overwritten(requests: Parameters<Tool['overwritten']>[0], signal: AbortSignal): Promise<readonly OverwrittenEdit[]> {
    return overwrittenEdits(this.#site, requests, signal);
  }

  lastEdit(
    request: { readonly itemId: string; readonly field: FieldDescriptor },
    signal: AbortSignal,
  ): Promise<FieldEdit | null> {
    return lastEdit(this.#site, request, signal);
  }

  addComment(request: Parameters<Tool['addComment']>[0], signal: AbortSignal): Promise<{ readonly id: string | null }> {
    return addNote(this.#site, request, signal);
  }

  async findComments(
    request: { container: string; itemId: string; marks: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly Comment[]> {
    const ownId = await this.#site.account.id(signal);
    const comments = commentsIn(await journalsOf(this.#site, request.itemId, signal), ownId);
    return comments.filter(({ mark }) => mark !== null && request.marks.includes(mark));
  }

  /** Its subtasks go with it. */
  remove({ id }: { id: string }, signal: AbortSignal): Promise<void> {
    return this.#site.api.remove(id, signal);
  }

  doctor(needs: ConnectionNeeds, signal: AbortSignal): Promise<readonly Check[]> {
    return examineRedmine(this.#site, needs, signal);
  }

  users(tokens: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, UserValue>> {
    return findPeople(this.#site, tokens, signal);
  }

  parse(field: FieldDescriptor, written: JsonValue, signal: AbortSignal): Promise<FieldValue> {
    return parseWritten(this.#site, field, written, signal);
  }
}
