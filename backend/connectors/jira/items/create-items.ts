import { z } from 'zod';
import { type JsonValue, ReconnectNeededError, RefusedError, UnknownOutcomeError } from '../../../shared/index.js';
import type { CreateOutcome, FieldDescriptor, NewItem } from '../../sdk/index.js';
import { idText } from '../answers/id.js';
import type { Dialect } from '../dialect/dialect.js';
import type { Forms } from '../dialect/forms.js';
import type { JiraApi } from '../jira-api.js';
import { markProperty } from '../mark.js';
import { readJiraError } from '../read-error.js';
import { fieldsToJira } from '../values/fields-to-jira.js';

/** Most issues that one call makes. */
export const CREATE_SIZE = 50;

const createdIssue = z.looseObject({ id: idText, key: z.string() });
const bulkAnswer = z.looseObject({
  issues: z.array(createdIssue).default([]),
  errors: z.array(z.looseObject({ failedElementNumber: z.number().int(), elementErrors: z.unknown() })).default([]),
});

/** What is to be made. */
export interface CreateRequest {
  readonly container: string;
  readonly items: readonly NewItem[];
  readonly fields: readonly FieldDescriptor[];
}

/** One item on its way. */
interface Element {
  readonly update: JsonValue;
  outcome: CreateOutcome | null;
}

/**
 * Makes issues that carry their marks, up to 50 in a call. Outcomes are in the order of `items`; the issues themselves are not
 * in Jira's answer. @throws UnknownOutcomeError when the answer does not account for every element. @throws ReconnectNeededError
 * when the account may not create issues in the project at all.
 */
export async function createItems(
  { api, forms }: Pick<Dialect, 'api' | 'forms'>,
  request: CreateRequest,
  signal: AbortSignal,
): Promise<readonly CreateOutcome[]> {
  const elements = request.items.map((item) => prepared(request, item, forms));
  for (;;) {
    const pending = elements.filter((element) => element.outcome === null).slice(0, CREATE_SIZE);
    const [only] = pending;
    if (only === undefined) {
      const outcomes = elements.flatMap((element) => element.outcome ?? []);
      demandRight(request.container, outcomes);
      return outcomes;
    }
    if (pending.length === 1) only.outcome = await createOne(api, only, signal);
    else await createSome(api, pending, signal);
  }
}

/** The project is no field of the items: where every one is refused for its sake, none is to blame. */
function demandRight(project: string, outcomes: readonly CreateOutcome[]): void {
  const words = outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.fieldErrors.project : undefined));
  if (words[0] === undefined || words.includes(undefined)) return;
  throw new ReconnectNeededError(
    `The account may not create issues in ${project} (${words[0]}): give it the right Create Issues in that project`,
  );
}

/** A value that Jira would surely refuse is refused here, so that its element does not cost the others anything. */
function prepared({ container, fields }: CreateRequest, item: NewItem, forms: Forms): Element {
  try {
    const given = Object.entries(item.fields).filter(([, value]) => value !== null);
    const values = fieldsToJira(Object.fromEntries(given), fields, forms);
    const update = {
      fields: { ...values, project: { key: container }, issuetype: { id: item.typeId } },
      properties: [markProperty(item.mark)],
    };
    return { update, outcome: null };
  } catch (error) {
    if (error instanceof RefusedError) return { update: null, outcome: refused(error.message, error.fieldErrors) };
    throw error;
  }
}

async function createOne(api: JiraApi, element: Element, signal: AbortSignal): Promise<CreateOutcome> {
  try {
    const call = { method: 'POST', path: '/issue', body: element.update } as const;
    return made((await api.write(call, createdIssue, signal)).body);
  } catch (error) {
    if (error instanceof RefusedError && [400, 422].includes(error.status)) {
      return refused(error.message, error.fieldErrors);
    }
    throw error;
  }
}

/** Settles at least one element, or throws. */
async function createSome(api: JiraApi, elements: readonly Element[], signal: AbortSignal): Promise<void> {
  const body = { issueUpdates: elements.map((element) => element.update) };
  const call = { method: 'POST', path: '/issue/bulk', body, accept: [400] } as const;
  const answer = await api.write(call, z.unknown(), signal);
  const { data: parsed } = bulkAnswer.safeParse(answer.body);
  if (answer.status === 400 && (parsed === undefined || parsed.errors.length === 0)) {
    const words = readJiraError(400, answer.body);
    throw new RefusedError(words?.message ?? 'Jira refused the whole bulk create', { status: 400, ...words });
  }
  const failed = new Map(parsed?.errors.map((error) => [error.failedElementNumber, error.elementErrors]));
  const others = elements.filter((_element, index) => !failed.has(index));
  const isWholeRefused = answer.status === 400 && parsed?.issues.length === 0;
  if (parsed === undefined || (!isWholeRefused && parsed.issues.length !== others.length)) {
    throw new UnknownOutcomeError('The answer to a bulk create does not account for every issue', { answered: true });
  }
  elements.forEach((element, index) => {
    if (!failed.has(index)) return;
    const words = readJiraError(400, failed.get(index));
    element.outcome = refused(words?.message ?? 'Jira refused the issue', words?.fieldErrors ?? {});
  });
  others.forEach((element, index) => {
    const issue = parsed.issues[index];
    if (issue !== undefined) element.outcome = made(issue);
  });
}

function made({ id, key }: z.output<typeof createdIssue>): CreateOutcome {
  return { kind: 'created', id, key, item: null };
}

function refused(message: string, fieldErrors: Readonly<Record<string, string>>): CreateOutcome {
  return { kind: 'refused', message, fieldErrors };
}
