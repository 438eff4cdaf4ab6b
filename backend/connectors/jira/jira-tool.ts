import { z } from 'zod';
import type { JsonValue } from '../../shared/index.js';
import type {
  Abilities,
  Comment,
  ConnectionContext,
  ContainerSchema,
  CreateOutcome,
  FieldDescriptor,
  FieldValue,
  LookUpRequest,
  LookUpResult,
  OverwrittenEdit,
  Page,
  PageQuery,
  ReadRequest,
  ReadResult,
  SiteIdentity,
  StepAnswer,
  Tool,
  UserValue,
  WriteStep,
} from '../sdk/index.js';
import { Account } from './account.js';
import { addComment, type NewComment } from './comments/add-comment.js';
import { CommentReader } from './comments/comment-reader.js';
import { describeContainer } from './describe/describe-container.js';
import { Changelogs } from './history/changelogs.js';
import { findOverwritten, type OwnWrite } from './history/overwritten.js';
import { BULK_FETCH_SIZE, bulkFetch } from './items/bulk-fetch.js';
import { CREATE_SIZE, type CreateRequest, createItems } from './items/create-items.js';
import { CreationHints, creationHint } from './items/creation-hints.js';
import { lookUpMarks } from './items/look-up-marks.js';
import { lookUpMatch } from './items/look-up-match.js';
import { matching } from './items/matching.js';
import { Pages } from './items/page.js';
import { readItems } from './items/read-items.js';
import { JiraApi } from './jira-api.js';
import { parseWritten } from './parse-written.js';
import { findUsers } from './people.js';
import { performStep } from './workflow/perform-step.js';
import { planSteps, type StepRequest } from './workflow/plan-steps.js';
import { Transitions } from './workflow/transitions.js';

/**
 * The time-out of a request, and half a minute more, for one that timed out here may land there so much later (B12). Look-ups
 * read the database, so no index is waited for.
 */
const SETTLE_DELAY_MS = 60_000;
/** Search shows a change seconds to minutes later. */
const OVERLAP_MS = 5 * 60_000;

/** One Jira Cloud site seen through one account. */
export class JiraTool implements Tool {
  readonly abilities: Abilities = {
    createBatchSize: CREATE_SIZE,
    readBatchSize: BULK_FETCH_SIZE,
    lookUpBatchSize: 100,
    versionPrecisionMs: 1,
    settleDelayMs: SETTLE_DELAY_MS,
    overlapMs: OVERLAP_MS,
    consistentLookUp: true,
    marksInPages: true,
    editableComments: true,
    attachments: false,
  };

  readonly #api: JiraApi;
  readonly #account: Account;
  readonly #hints: CreationHints;
  readonly #pages: Pages;
  readonly #comments: CommentReader;
  readonly #transitions: Transitions;
  readonly #changelogs: Changelogs;

  constructor(context: ConnectionContext) {
    this.#api = new JiraApi(context.http);
    this.#account = new Account(this.#api, context);
    this.#hints = new CreationHints(this.#api);
    this.#pages = new Pages(this.#api, this.#account, this.#hints);
    this.#comments = new CommentReader(this.#api);
    this.#transitions = new Transitions(this.#api);
    this.#changelogs = new Changelogs(this.#api);
  }

  identify(signal: AbortSignal): Promise<SiteIdentity> {
    return this.#account.identify(signal);
  }

  describe(container: string, signal: AbortSignal): Promise<ContainerSchema> {
    return describeContainer(this.#api, container, signal);
  }

  page(query: PageQuery, signal: AbortSignal): Promise<Page> {
    return this.#pages.page(query, signal);
  }

  matching(
    request: { container: string; filter: string; ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    return matching(this.#api, request, signal);
  }

  read(request: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
    return readItems({ api: this.#api, account: this.#account, comments: this.#comments }, request, signal);
  }

  async creationHint(container: string, signal: AbortSignal): Promise<JsonValue> {
    return { ...(await this.#hints.hint(container, signal)) };
  }

  async lookUp({ container, marks, match, hint }: LookUpRequest, signal: AbortSignal): Promise<LookUpResult> {
    const { accountId } = await this.#account.known(signal);
    const parts = { api: this.#api, hints: this.#hints, accountId };
    const byMark =
      marks.length === 0 || hint === null
        ? []
        : await lookUpMarks(parts, { container, marks, hint: creationHint.parse(hint) }, signal);
    const byMatch = match === null ? [] : await lookUpMatch(this.#api, { container, ...match }, signal);
    return { byMark, byMatch };
  }

  async create(request: CreateRequest, signal: AbortSignal): Promise<readonly CreateOutcome[]> {
    const outcomes = await createItems(this.#api, request, signal);
    const keys = outcomes.flatMap((outcome) => (outcome.kind === 'created' ? outcome.key : []));
    this.#hints.seen(request.container, keys);
    return outcomes;
  }

  steps(request: StepRequest, signal: AbortSignal): Promise<readonly WriteStep[]> {
    return planSteps({ api: this.#api, transitions: this.#transitions }, request, signal);
  }

  perform(
    request: { container: string; id: string; step: WriteStep; fields: readonly FieldDescriptor[] },
    signal: AbortSignal,
  ): Promise<StepAnswer> {
    const parts = { api: this.#api, account: this.#account, transitions: this.#transitions };
    return performStep(parts, request, signal);
  }

  async overwritten(requests: readonly OwnWrite[], signal: AbortSignal): Promise<readonly OverwrittenEdit[]> {
    const { accountId } = await this.#account.known(signal);
    return findOverwritten(this.#changelogs, requests, accountId, signal);
  }

  addComment(request: NewComment, signal: AbortSignal): Promise<{ readonly id: string }> {
    return addComment(this.#api, request, signal);
  }

  async findComments(
    request: { itemId: string; marks: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly Comment[]> {
    const { accountId } = await this.#account.known(signal);
    const comments = await this.#comments.ofIssue(request.itemId, accountId, signal);
    return comments.filter((comment) => comment.mark !== null && request.marks.includes(comment.mark));
  }

  async remove({ id }: { id: string }, signal: AbortSignal): Promise<void> {
    const path = `/issue/${encodeURIComponent(id)}`;
    await this.#api.write({ method: 'DELETE', path, lane: id }, z.unknown(), signal);
  }

  users(tokens: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, UserValue>> {
    return findUsers(this.#api, tokens, signal);
  }

  parse(field: FieldDescriptor, written: JsonValue, signal: AbortSignal): Promise<FieldValue> {
    return parseWritten(field, written, {
      users: (tokens) => this.users(tokens, signal),
      reference: async (token) => {
        const [issue] = await bulkFetch(this.#api, [token], ['updated'], signal);
        return issue && { id: issue.id, label: issue.key };
      },
    });
  }
}
