import type { JsonValue } from '../../../../backend/shared/index.js';
import { json } from '../../http/index.js';
import { visibleProjectIds } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { issueTypeJson, linkTypeJson, listedPriorityJson, schemaJson, statusJson } from '../render/index.js';
import type { Field, Status } from '../site/index.js';
import { type Endpoint, type Exchange, listParameter, parameter } from './exchange.js';
import { offsetPage, pageJson } from './offset-page.js';

const CATEGORY_NAMES = { new: 'TODO', indeterminate: 'IN_PROGRESS', done: 'DONE' } as const;

/** What an administrator has set up for the whole site. */
export const listEndpoints: readonly Endpoint[] = [
  list('/field', 'getFields', ({ state }) =>
    state.directory.site.fields.filter(({ isDeleted }) => !isDeleted).map(fieldJson),
  ),
  list('/priority', 'getPriorities', ({ state, view }) =>
    state.directory.site.priorities.map((priority) => listedPriorityJson(priority, view)),
  ),
  list('/status', 'getStatuses', ({ state, view }) =>
    state.directory.site.statuses.map((status) => statusJson(status, view)),
  ),
  list('/issuetype', 'getIssueAllTypes', ({ state, view }) =>
    state.directory.site.issueTypes.map((type) => issueTypeJson(type, view)),
  ),
  list('/issueLinkType', 'getIssueLinkTypes', ({ state, view }) => ({
    issueLinkTypes: state.directory.site.linkTypes.map((type) => linkTypeJson(type, view)),
  })),
  list('/priority/search', 'searchPriorities', (exchange) => {
    const ids = listParameter(exchange.query, 'id');
    const wanted = exchange.state.directory.site.priorities.filter(({ id }) => ids.length === 0 || ids.includes(id));
    return pageJson(exchange, offsetPage(exchange, wanted), (priority) => listedPriorityJson(priority, exchange.view));
  }),
  list('/statuses/search', 'search', (exchange) => {
    const wanted = exchange.query.get('searchString')?.toLowerCase() ?? '';
    const found = exchange.state.directory.site.statuses.filter(({ name }) => name.toLowerCase().includes(wanted));
    return pageJson(exchange, offsetPage(exchange, found, 200, 200), searchedStatusJson);
  }),
  list('/issuetype/{id}', 'getIssueType', (exchange) => {
    const type = exchange.state.directory.issueType(parameter(exchange, 'id'));
    if (type === undefined) throw new JiraRefusal(404, ['The issue type does not exist.']);
    return issueTypeJson(type, exchange.view);
  }),
  list('/label', 'getAllLabels', (exchange) => {
    const visible = visibleProjectIds(exchange.state, exchange.account);
    const labels = new Set<string>();
    for (const { projectId, values } of exchange.state.store.records()) {
      if (visible.has(projectId)) for (const label of (values.labels ?? []) as readonly string[]) labels.add(label);
    }
    return pageJson(exchange, offsetPage(exchange, [...labels].sort(), 1_000, 1_000), (label) => label);
  }),
];

function list(path: string, operation: string, value: (exchange: Exchange) => JsonValue): Endpoint {
  return { method: 'GET', path, operation, isWrite: false, answer: (exchange) => json(200, value(exchange)) };
}

function fieldJson(field: Field): JsonValue {
  return {
    id: field.id,
    key: field.id,
    name: field.name,
    ...(field.isCustom ? { untranslatedName: field.name } : {}),
    custom: field.isCustom,
    orderable: field.settable !== 'never',
    navigable: field.isNavigable,
    searchable: true,
    clauseNames: field.isCustom ? [...field.clauseNames, field.name] : [...field.clauseNames],
    ...(field.schema === undefined ? {} : { schema: schemaJson(field) }),
  };
}

function searchedStatusJson(status: Status): JsonValue {
  return {
    id: status.id,
    name: status.name,
    statusCategory: CATEGORY_NAMES[status.category.key],
    scope: { type: 'GLOBAL' },
    description: '',
  };
}
