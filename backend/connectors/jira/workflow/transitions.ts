import { z } from 'zod';
import type { DescribedOption } from '../../sdk/index.js';
import { idText } from '../answers/id.js';
import { foundIssue } from '../answers/issue.js';
import { choices } from '../describe/choices.js';
import type { Dialect } from '../dialect/dialect.js';
import { projectQuery, quoted } from '../jql.js';

const screenField = z.looseObject({
  required: z.boolean().optional(),
  hasDefaultValue: z.boolean().optional(),
  allowedValues: z.array(z.unknown()).optional(),
});

const transitionAnswer = z.looseObject({
  transitions: z.array(
    z.looseObject({
      id: idText,
      name: z.string(),
      to: z.looseObject({ id: idText, name: z.string() }),
      isAvailable: z.boolean().optional(),
      fields: z.record(z.string(), screenField).optional(),
    }),
  ),
});

/** One way out of a status. */
export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly to: { readonly id: string; readonly name: string };
  /** Fields of its screen; null when the site does not tell. */
  readonly fields:
    | readonly {
        readonly id: string;
        readonly isNeeded: boolean;
        /** The choices that the screen gives; null where it is no list. */
        readonly options: readonly DescribedOption[] | null;
      }[]
    | null;
}

/** A workflow is known by project and item type. */
export interface Workflow {
  readonly project: string;
  readonly typeId: string;
}

/**
 * What can be done from which status, as issues that stand there show it. Kept until `forget`: workflows change rarely, and
 * a transition that is no longer there says so when it is tried.
 */
export class Transitions {
  readonly #dialect: Dialect;
  readonly #known = new Map<string, readonly Transition[]>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  forget(): void {
    this.#known.clear();
  }

  /** From the status in which this issue stands. */
  async ofIssue(
    workflow: Workflow,
    statusId: string,
    issueId: string,
    signal: AbortSignal,
  ): Promise<readonly Transition[]> {
    const name = JSON.stringify([workflow.project, workflow.typeId, statusId]);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const path = `/issue/${encodeURIComponent(issueId)}/transitions`;
    const query = { expand: 'transitions.fields' };
    const { body } = await this.#dialect.api.read({ method: 'GET', path, query }, transitionAnswer, signal);
    const transitions = body.transitions
      .filter((transition) => transition.isAvailable !== false)
      .map(({ id, name, to, fields }) => ({ id, name, to: { id: to.id, name: to.name }, fields: screenOf(fields) }));
    this.#known.set(name, transitions);
    return transitions;
  }

  /** From a status where the issue does not stand: learnt from any that does. Empty when none stands there. */
  async ofStatus(workflow: Workflow, statusId: string, signal: AbortSignal): Promise<readonly Transition[]> {
    const known = this.#known.get(JSON.stringify([workflow.project, workflow.typeId, statusId]));
    if (known !== undefined) return known;
    const conditions = [`issuetype = ${quoted(workflow.typeId)}`, `status = ${quoted(statusId)}`];
    const search = { jql: projectQuery(workflow.project, conditions), fields: ['status'], maxResults: 1 };
    const { issues } = await this.#dialect.searchPage(search, foundIssue, signal);
    const example = issues[0];
    if (example === undefined || !standsIn(example, statusId)) return [];
    return this.ofIssue(workflow, statusId, example.id, signal);
  }
}

const standing = z.looseObject({ fields: z.looseObject({ status: z.looseObject({ id: idText }) }) });

/** The index may show an issue in a status that it has left. */
function standsIn(issue: unknown, statusId: string): boolean {
  return standing.safeParse(issue).data?.fields.status.id === statusId;
}

function screenOf(fields: Readonly<Record<string, z.infer<typeof screenField>>> | undefined): Transition['fields'] {
  if (fields === undefined) return null;
  return Object.entries(fields).map(([id, field]) => ({
    id,
    isNeeded: field.required === true && field.hasDefaultValue !== true,
    options: field.allowedValues === undefined ? null : choices(field.allowedValues),
  }));
}
