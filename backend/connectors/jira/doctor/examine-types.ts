import { z } from 'zod';
import {
  type Check,
  type ContainerNeeds,
  type ContainerSchema,
  checked,
  type ItemTypeSchema,
  mappedTypes,
  missingAtCreation,
} from '../../sdk/index.js';
import type { Dialect } from '../dialect/dialect.js';
import { exampleIssue } from './example-issues.js';
import { screenFix } from './fixes.js';

const editMeta = z.looseObject({ fields: z.record(z.string(), z.unknown()) });

/** What a create is given without being told: Jira or the create itself sets them. */
const GIVEN_ANYWAY: ReadonlySet<string> = new Set(['project', 'issuetype', 'reporter']);

/** What is to be looked at. */
export interface TypesRequest {
  readonly needs: ContainerNeeds;
  readonly schema: ContainerSchema;
  /** Without the right to edit Jira shows no field as editable, which says nothing of screens. */
  readonly mayEdit: boolean;
}

/** Whether issues of each mapped type can be made with what is given, and edited field by field. */
export async function examineTypes(
  dialect: Dialect,
  { needs, schema, mayEdit }: TypesRequest,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const optional = (field: string) =>
    `${needs.container}, Project settings, Fields, Actions, Edit fields, ${field}: Optional`;
  for (const type of mappedTypes(needs, schema)) {
    if (needs.creates.length > 0)
      checks.push(...missingAtCreation(needs, type, { tool: 'Jira', anyway: GIVEN_ANYWAY, optional }));
    if (mayEdit) checks.push(...(await notEditable(dialect, needs, type, signal)));
  }
  return checks;
}

/** As Jira tells it of an issue; a status changes by transitions. */
async function notEditable(
  dialect: Dialect,
  needs: ContainerNeeds,
  type: ItemTypeSchema,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const entering = new Set(needs.statuses.flatMap(({ given }) => given));
  const written = needs.fields.filter(({ id, onUpdate }) => {
    const field = type.fields.find((candidate) => candidate.id === id);
    return onUpdate && field !== undefined && field.kind !== 'status' && !entering.has(id);
  });
  if (written.length === 0) return [];
  const id = `edit ${needs.container} ${type.name}`;
  const example = await exampleIssue(dialect, needs.container, type.id, signal);
  if (example === null) {
    const name = `the fields of a ${type.name} of ${needs.container} can be edited`;
    return [checked({ id, name, outcome: 'cannot-tell', found: 'there is no issue of that type to look at yet' })];
  }
  const path = `/issue/${encodeURIComponent(example.id)}/editmeta`;
  const { body } = await dialect.api.read({ method: 'GET', path }, editMeta, signal);
  const closed = written.filter((field) => body.fields[field.id] === undefined);
  if (closed.length === 0) {
    const name = `${written.length} fields of a ${type.name} of ${needs.container} can be edited`;
    return [checked({ id, name, outcome: 'ok' })];
  }
  return closed.map(({ id: fieldId, name, neededBy }) =>
    checked({
      id: `${id}.${fieldId}`,
      name: `${name} of a ${type.name} of ${needs.container} can be edited`,
      outcome: 'fails',
      neededBy,
      found: `it is not among the fields that may be edited on ${example.key}`,
      fix: screenFix(needs.container, type.name, 'edit', name),
    }),
  );
}
