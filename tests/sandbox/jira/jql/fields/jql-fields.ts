import type { JsonValue } from '../../../../../backend/shared/index.js';
import { adfText } from '../../adf/index.js';
import type { Account, Directory, Field } from '../../site/index.js';
import type { IssueRecord } from '../../store/index.js';
import { wallClockToMs } from '../../time/index.js';
import { byIdOrName, choiceField } from './choice-field.js';
import { dateField } from './date-field.js';
import type { JqlContext, JqlField } from './jql-field.js';
import { keyField } from './key-field.js';
import { numberField } from './number-field.js';
import { textField } from './text-field.js';

/** The field that a query means by a name, in any case; undefined when the site has none. */
export function jqlField(name: string, directory: Directory): JqlField | undefined {
  const wanted = name.toLowerCase();
  const fixed = FIXED[wanted];
  if (fixed !== undefined) return fixed;
  const field = directory.site.fields.find(
    (candidate) =>
      !candidate.isDeleted &&
      (candidate.clauseNames.some((clause) => clause.toLowerCase() === wanted) ||
        candidate.name.toLowerCase() === wanted),
  );
  return field && storedField(field);
}

const project = choiceField({
  idsOf: (record) => [record.projectId],
  resolve: (text, { directory, visibleProjectIds }) => {
    const byKey = directory.project(text);
    const ids = byKey === undefined ? byIdOrName(directory.site.projects, text) : [byKey.id];
    return ids.filter((id) => visibleProjectIds.has(id));
  },
  sortKey: (record, { directory }) => directory.project(record.projectId)?.name ?? null,
});

const status = choiceField({
  idsOf: (record) => [record.statusId],
  resolve: (text, { directory }) => byIdOrName(directory.site.statuses, text),
  sortKey: (record) => Number(record.statusId),
});

const statusCategory: JqlField = {
  operators: status.operators,
  test(operator, operands, context, name) {
    const categoryOf = (record: IssueRecord) => context.directory.status(record.statusId)?.category;
    return choiceField({
      idsOf: (record) => [String(categoryOf(record)?.id)],
      resolve: (text) =>
        byIdOrName(
          context.directory.site.statuses.map(({ category }) => ({ id: String(category.id), name: category.name })),
          text,
        ),
    }).test(operator, operands, context, name);
  },
};

const issueType = choiceField({
  idsOf: (record) => [record.typeId],
  resolve: (text, { directory }) => byIdOrName(directory.site.issueTypes, text),
  sortKey: (record, { directory }) => directory.issueType(record.typeId)?.name ?? null,
});

const text = textField((record) => [
  ...['summary', 'description', 'environment'].map((fieldId) => proseOf(record.values[fieldId] ?? null)),
  ...record.comments.map(({ body }) => proseOf(body)),
]);

const created = dateField((record) => record.createdMs);
const updated = dateField((record) => record.updatedMs);
const resolved = dateField((record) => record.resolvedMs);
const creator = userField((record) => record.creatorId);
const parent = choiceField({
  idsOf: (record) => idList(record.values.parent),
  resolve: (asked, { store }) =>
    [store.find(asked)].flatMap((found) => (found === undefined ? [] : [String(found.id)])),
});

/** Fields that are not stored values. */
const FIXED: Readonly<Record<string, JqlField>> = {
  project,
  status,
  statuscategory: statusCategory,
  issuetype: issueType,
  type: issueType,
  text,
  created,
  createddate: created,
  updated,
  updateddate: updated,
  resolved,
  resolutiondate: resolved,
  creator,
  parent,
  key: keyField,
  issuekey: keyField,
  issue: keyField,
  id: keyField,
};

function storedField(field: Field): JqlField | undefined {
  const { id } = field;
  switch (field.kind) {
    case 'text':
    case 'textarea':
    case 'wiki':
      return textField((record) => [proseOf(record.values[id] ?? null)]);
    case 'number':
      return numberField((record) => (record.values[id] as number | undefined) ?? null);
    case 'datetime':
      return dateField((record) => (record.values[id] as number | undefined) ?? null);
    case 'date':
      return dateField((record, context) => dayMs(record.values[id], context));
    case 'user':
    case 'username':
      return userField((record) => record.values[id]);
    case 'labels':
      return choiceField({ idsOf: (record) => idList(record.values[id]), resolve: (label) => [label] });
    case 'priority':
      return choiceField({
        idsOf: (record) => idList(record.values[id]),
        resolve: (asked, { directory }) => byIdOrName(directory.site.priorities, asked),
        rank: priorityRank,
        sortKey: (record, context) =>
          record.values[id] === undefined ? null : priorityRank(String(record.values[id]), context),
        sortsDown: true,
      });
    case 'components':
      return choiceField({
        idsOf: (record) => idList(record.values[id]),
        resolve: (asked, { directory }) =>
          byIdOrName(
            directory.site.projects.flatMap(({ components }) => components),
            asked,
          ),
      });
    case 'select':
    case 'multiselect':
    case 'resolution':
      return choiceField({
        idsOf: (record) => idList(record.values[id]),
        resolve: (asked, { directory }) => byIdOrName(directory.options(field), asked),
        missing: (asked, name) => `The option '${asked}' for field '${name}' does not exist.`,
        sortKey: (record) => idList(record.values[id])[0] ?? null,
      });
    default:
      return undefined;
  }
}

function userField(accountIdOf: (record: IssueRecord) => JsonValue | undefined): JqlField {
  return choiceField({
    idsOf: (record) => idList(accountIdOf(record)),
    resolve: (asked, { directory }) =>
      directory.site.accounts
        .filter((account) => namesOf(account, directory).includes(asked))
        .map(({ accountId }) => accountId),
    sortKey: (record, { directory }) => directory.account(String(accountIdOf(record)))?.displayName ?? null,
  });
}

/** Data Center knows people in queries by user name, and not by key. */
function namesOf({ accountId, name, displayName, email }: Account, { site }: Directory): readonly string[] {
  return [site.deployment === 'cloud' ? accountId : name, displayName, email];
}

function priorityRank(id: string, { directory }: JqlContext): number {
  return -directory.site.priorities.findIndex((priority) => priority.id === id);
}

function idList(stored: JsonValue | undefined): readonly string[] {
  if (stored === undefined || stored === null) return [];
  return Array.isArray(stored) ? (stored as readonly string[]) : [String(stored)];
}

function proseOf(stored: JsonValue): string {
  return typeof stored === 'string' ? stored : adfText(stored);
}

function dayMs(stored: JsonValue | undefined, { timeZone }: JqlContext): number | null {
  return typeof stored === 'string' ? wallClockToMs(Date.parse(`${stored}T00:00:00Z`), timeZone) : null;
}
