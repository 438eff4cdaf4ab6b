import { z } from 'zod';
import { MalformedAnswerError, RefusedError } from '../../../shared/index.js';
import { type IssueReference, issueReference } from '../answers/issue.js';
import type { Walked, WalkRequest } from '../dialect/dialect.js';
import type { JiraApi } from '../jira-api.js';
import { momentLiteral, projectQuery, quoted } from '../jql.js';
import type { KnownMarks } from './known-marks.js';
import { search } from './search-page.js';

/** What Data Center gives at most unless its administrator says otherwise; he may say less. */
const PAGE_SIZE = 1000;
const MINUTE_MS = 60_000;

const anchors = z.array(z.string());
/** Where a walk goes on. */
const position = z.union([
  /** By key, from one of these. */
  z.strictObject({ anchors }),
  /** By time, from here. */
  z.strictObject({ since: z.iso.datetime() }),
  /** By key among what was changed between two moments, then by time from the second. */
  z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime(), anchors }),
]);
type Position = z.infer<typeof position>;

/** What one call has shown. */
interface Shown {
  readonly issues: readonly IssueReference[];
  readonly isAll: boolean;
  readonly toolTime: Date | null;
}

/**
 * Walks without offsets, which shift while issues change (B4). In the order of keys the next page begins with an issue that the
 * last one has shown, and it must show it again: keys never change their order. In the order of changes it begins with the minute
 * in which the last one ended: what is changed meanwhile only moves on. Where one minute fills a page it is walked by key.
 */
export class DataCenterWalk {
  readonly #api: JiraApi;
  readonly #marks: KnownMarks;

  constructor(api: JiraApi, marks: KnownMarks) {
    this.#api = api;
    this.#marks = marks;
  }

  async page(request: WalkRequest, signal: AbortSignal): Promise<Walked> {
    const after = request.after === null ? null : position.parse(request.after);
    const { shown, next } = await this.#goOn(request, after, signal);
    const references = shown.issues.map((issue) => this.#marked(issue, request.account));
    return { references, next, toolTime: shown.toolTime };
  }

  async #goOn(
    request: WalkRequest,
    after: Position | null,
    signal: AbortSignal,
  ): Promise<{ readonly shown: Shown; readonly next: Position | null }> {
    if (request.order === 'identity') {
      const shown = await this.#byKey(request, this.#conditions(request, request.updatedSince), after, signal);
      return { shown, next: shown.isAll ? null : { anchors: anchorsIn(shown.issues) } };
    }
    if (after !== null && 'from' in after) {
      const until = `updated < ${momentLiteral(new Date(after.to), request.timeZone)}`;
      const conditions = [...this.#conditions(request, new Date(after.from)), until];
      const shown = await this.#byKey(request, conditions, after, signal);
      return { shown, next: shown.isAll ? { since: after.to } : { ...after, anchors: anchorsIn(shown.issues) } };
    }
    const since = after !== null && 'since' in after ? new Date(after.since) : request.updatedSince;
    const shown = await this.#byTime(request, since, signal);
    return { shown, next: shown.isAll ? null : nextInTime(shown, since, request.timeZone) };
  }

  #conditions(request: WalkRequest, since: Date | null): readonly (string | null)[] {
    return [...request.conditions, since && `updated >= ${momentLiteral(since, request.timeZone)}`];
  }

  #byTime(request: WalkRequest, since: Date | null, signal: AbortSignal): Promise<Shown> {
    const order = 'updated ASC, key ASC';
    return this.#search(projectQuery(request.container, this.#conditions(request, since), order), signal);
  }

  /** From the first of the anchors that is still where it was; from the beginning when none is: nothing is left out then. */
  async #byKey(
    request: WalkRequest,
    conditions: readonly (string | null)[],
    after: Position | null,
    signal: AbortSignal,
  ): Promise<Shown> {
    for (const anchor of after !== null && 'anchors' in after ? after.anchors : []) {
      const shown = await this.#fromAnchor(request.container, conditions, anchor, signal);
      if (shown !== null) return shown;
    }
    return this.#search(projectQuery(request.container, conditions, 'key ASC'), signal);
  }

  /** Null when the anchor was deleted or moved away, for then its place in the order is not known. */
  async #fromAnchor(
    container: string,
    conditions: readonly (string | null)[],
    anchor: string,
    signal: AbortSignal,
  ): Promise<Shown | null> {
    const wanted = conditions.filter((one) => one !== null).map((one) => `(${one})`);
    const isWanted = wanted.length === 0 ? [] : [`(${wanted.join(' AND ')}) OR key = ${quoted(anchor)}`];
    const jql = projectQuery(container, [`key >= ${quoted(anchor)}`, ...isWanted], 'key ASC');
    const shown = await this.#search(jql, signal).catch((error: unknown) => {
      if (error instanceof RefusedError && error.status === 400) return null;
      throw error;
    });
    if (shown === null || shown.issues[0]?.key !== anchor) return null;
    const issues = shown.issues.slice(1);
    if (issues.length > 0 || shown.isAll) return { ...shown, issues };
    throw new MalformedAnswerError('POST /search: the answer is too short to read on from it');
  }

  async #search(jql: string, signal: AbortSignal): Promise<Shown> {
    const asked = { jql, fields: ['updated', 'creator'], maxResults: PAGE_SIZE };
    const { body, toolTime } = await search(this.#api, asked, issueReference, signal);
    return { issues: body.issues, isAll: body.issues.length >= body.total, toolTime };
  }

  /** A mark counts only on what our own account made; of that a page does not tell. */
  #marked(issue: IssueReference, account: string): Walked['references'][number] {
    if (issue.fields.creator?.account !== account) return { issue, mark: null };
    const mark = this.#marks.of(issue.id);
    return mark === undefined ? { issue } : { issue, mark };
  }
}

/** The last one shown, and two before it for the case that it goes away. */
function anchorsIn(issues: readonly IssueReference[]): string[] {
  const places = [issues.length - 1, Math.floor(issues.length / 2), 0];
  return [...new Set(places)].flatMap((place) => issues[place]?.key ?? []);
}

function nextInTime({ issues }: Shown, since: Date | null, timeZone: string): Position {
  const last = issues.at(-1);
  if (last === undefined) throw new MalformedAnswerError('POST /search: the answer is too short to read on from it');
  const reached = new Date(last.fields.updated);
  const isFurther = since === null || momentLiteral(reached, timeZone) > momentLiteral(since, timeZone);
  if (isFurther) return { since: reached.toISOString() };
  let end = reached;
  // In the hour that comes twice when summer time ends, all literals are those of the moment before it.
  while (momentLiteral(end, timeZone) <= momentLiteral(since, timeZone)) end = new Date(end.getTime() + MINUTE_MS);
  return { from: since.toISOString(), to: end.toISOString(), anchors: [] };
}
