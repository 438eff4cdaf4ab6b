import { z } from 'zod';
import type { JsonValue } from '../../shared/index.js';
import type {
  Abilities,
  Check,
  Comment,
  ConnectionContext,
  ConnectionNeeds,
  ContainerSchema,
  CreateOutcome,
  FieldDescriptor,
  FieldEdit,
  FieldValue,
  FoundContainers,
  GrantFile,
  ItemCount,
  LookUpRequest,
  LookUpResult,
  OverwrittenEdit,
  Page,
  PageQuery,
  ReadRequest,
  ReadResult,
  SiteIdentity,
  StatusWay,
  StepAnswer,
  Tool,
  UserValue,
  WriteStep,
} from '../sdk/index.js';
import { Account } from './account.js';
import { addComment, type NewComment } from './comments/add-comment.js';
import { CommentReader } from './comments/comment-reader.js';
import { describeContainer } from './describe/describe-container.js';
import { listProjects } from './describe/list-projects.js';
import type { Dialect } from './dialect/dialect.js';
import { examineJira, jiraGrants } from './doctor/index.js';
import { changesOfField } from './history/changes-of-field.js';
import { findOverwritten, type OwnWrite } from './history/overwritten.js';
import { countItems } from './items/count-items.js';
import { type CreateRequest, createItems } from './items/create-items.js';
import { CreationHints, creationHint } from './items/creation-hints.js';
import { lookUpMatch } from './items/look-up-match.js';
import { matching } from './items/matching.js';
import { readPage } from './items/page.js';
import { readItems } from './items/read-items.js';
import { parseWritten } from './parse-written.js';
import { findUsers } from './people.js';
import { performStep } from './workflow/perform-step.js';
import { planSteps, type StepRequest } from './workflow/plan-steps.js';
import { statusWays } from './workflow/status-ways.js';
import { Transitions } from './workflow/transitions.js';

/** One Jira site seen through one account. */
export class JiraTool implements Tool {
  readonly #dialect: Dialect;
  readonly #account: Account;
  readonly #hints: CreationHints;
  readonly #comments: CommentReader;
  readonly #transitions: Transitions;
  readonly #http: ConnectionContext['http'];
  readonly #name: string;

  constructor(dialect: Dialect, context: ConnectionContext) {
    this.#dialect = dialect;
    this.#account = new Account(dialect, context);
    this.#hints = new CreationHints(dialect);
    this.#comments = new CommentReader(dialect);
    this.#transitions = new Transitions(dialect);
    this.#http = context.http;
    this.#name = context.name;
  }

  get abilities(): Abilities {
    return this.#dialect.abilities;
  }

  identify(signal: AbortSignal): Promise<SiteIdentity> {
    return this.#account.identify(signal);
  }

  describe(container: string, signal: AbortSignal): Promise<ContainerSchema> {
    return describeContainer(this.#dialect, container, signal);
  }

  containers(search: string, signal: AbortSignal): Promise<FoundContainers> {
    return listProjects(this.#dialect.api, search, signal);
  }

  ways(container: string, signal: AbortSignal): Promise<readonly StatusWay[]> {
    return statusWays(this.#dialect, container, signal);
  }

  count(
    request: { readonly container: string; readonly filter: string | null },
    signal: AbortSignal,
  ): Promise<ItemCount> {
    return countItems(this.#dialect.api, request, signal);
  }

  page(query: PageQuery, signal: AbortSignal): Promise<Page> {
    return readPage({ dialect: this.#dialect, account: this.#account, hints: this.#hints }, query, signal);
  }

  matching(
    request: { container: string; filter: string; ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    return matching(this.#dialect, request, signal);
  }

  read(request: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
    return readItems({ dialect: this.#dialect, account: this.#account, comments: this.#comments }, request, signal);
  }

  async creationHint(container: string, signal: AbortSignal): Promise<JsonValue> {
    return { ...(await this.#hints.hint(container, signal)) };
  }

  async lookUp(request: LookUpRequest, signal: AbortSignal): Promise<LookUpResult> {
    const { container, match } = request;
    const byMark = await this.#lookUpMarks(request, signal);
    const byMatch = match === null ? [] : await lookUpMatch(this.#dialect, { container, ...match }, signal);
    return { byMark, byMatch };
  }

  async create(request: CreateRequest, signal: AbortSignal): Promise<readonly CreateOutcome[]> {
    const outcomes = await createItems(this.#dialect, request, signal);
    outcomes.forEach((outcome, index) => {
      const mark = request.items[index]?.mark;
      if (outcome.kind === 'created' && mark !== undefined) this.#dialect.learnMark(outcome.id, mark);
    });
    const keys = outcomes.flatMap((outcome) => (outcome.kind === 'created' ? outcome.key : []));
    this.#hints.seen(request.container, keys);
    return outcomes;
  }

  steps(request: StepRequest, signal: AbortSignal): Promise<readonly WriteStep[]> {
    return planSteps({ dialect: this.#dialect, transitions: this.#transitions }, request, signal);
  }

  perform(
    request: { container: string; id: string; step: WriteStep; fields: readonly FieldDescriptor[] },
    signal: AbortSignal,
  ): Promise<StepAnswer> {
    const parts = { dialect: this.#dialect, account: this.#account, transitions: this.#transitions };
    return performStep(parts, request, signal);
  }

  async overwritten(requests: readonly OwnWrite[], signal: AbortSignal): Promise<readonly OverwrittenEdit[]> {
    const { accountId } = await this.#account.known(signal);
    return findOverwritten(this.#dialect, requests, accountId, signal);
  }

  async lastEdit(
    { itemId, field }: { readonly itemId: string; readonly field: FieldDescriptor },
    signal: AbortSignal,
  ): Promise<FieldEdit | null> {
    const histories = await this.#dialect.histories([itemId], [field.id], signal);
    const { accountId } = await this.#account.known(signal);
    const last = changesOfField(histories.get(itemId) ?? [], field, accountId).at(-1);
    return last === undefined ? null : { by: last.by, at: new Date(last.at).toISOString() };
  }

  addComment(request: NewComment, signal: AbortSignal): Promise<{ readonly id: string }> {
    return addComment(this.#dialect, request, signal);
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
    await this.#dialect.api.write({ method: 'DELETE', path, lane: id }, z.unknown(), signal);
  }

  users(tokens: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, UserValue>> {
    return findUsers(this.#dialect, tokens, signal);
  }

  parse(field: FieldDescriptor, written: JsonValue, signal: AbortSignal): Promise<FieldValue> {
    return parseWritten(field, written, {
      users: (tokens) => this.users(tokens, signal),
      reference: async (token) => {
        const [issue] = await this.#dialect.fetchIndexed([token], signal);
        return issue && { id: issue.id, label: issue.key };
      },
    });
  }

  async doctor(needs: ConnectionNeeds, signal: AbortSignal): Promise<readonly Check[]> {
    const account = await this.#account.known(signal);
    return examineJira({ dialect: this.#dialect, http: this.#http, account }, needs, signal);
  }

  async grants(needs: ConnectionNeeds): Promise<readonly GrantFile[]> {
    return jiraGrants(needs, { connection: this.#name, edition: this.#dialect.edition });
  }

  /** Nothing was made yet where there is no hint, and so there is nothing to be found. */
  async #lookUpMarks({ container, marks, hint, since }: LookUpRequest, signal: AbortSignal) {
    if (marks.length === 0 || hint === null) return [];
    const { accountId: account, timeZone } = await this.#account.known(signal);
    const { afterKey } = creationHint.parse(hint);
    return this.#dialect.lookUpMarks(
      { container, marks, afterKey, since, account, timeZone, hints: this.#hints },
      signal,
    );
  }
}
