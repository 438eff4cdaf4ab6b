import { json } from '../../http/index.js';
import { may, projectOf, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { fieldMetadataJson, issueTypeJson } from '../render/index.js';
import type { Field, IssueType, Project } from '../site/index.js';
import { type Endpoint, type Exchange, parameter } from './exchange.js';
import { offsetPage } from './offset-page.js';

const MOST_PER_PAGE = 200;

export const metadataEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/issue/createmeta/{projectIdOrKey}/issuetypes',
    operation: 'getCreateIssueMetaIssueTypes',
    isWrite: false,
    answer(exchange) {
      const types = issueTypesOf(exchange, creatableProject(exchange));
      const { items, startAt, maxResults, total } = offsetPage(exchange, types, 50, MOST_PER_PAGE);
      return json(200, {
        maxResults,
        startAt,
        total,
        issueTypes: items.map((type) => issueTypeJson(type, exchange.view)),
      });
    },
  },
  {
    method: 'GET',
    path: '/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}',
    operation: 'getCreateIssueMetaIssueTypeId',
    isWrite: false,
    answer(exchange) {
      const project = creatableProject(exchange);
      const typeId = parameter(exchange, 'issueTypeId');
      const type = issueTypesOf(exchange, project).find(({ id }) => id === typeId);
      if (type === undefined) throw new JiraRefusal(400, ['Issue type does not exist in the project.']);
      const { items, startAt, maxResults, total } = offsetPage(
        exchange,
        createFields(exchange, type),
        50,
        MOST_PER_PAGE,
      );
      return json(200, {
        maxResults,
        startAt,
        total,
        fields: items.map((field) => ({
          ...fieldMetadataJson(field, project, exchange.view),
          fieldId: field.id,
          ...(field.kind === 'parent' ? { required: true } : {}),
        })),
      });
    },
  },
  {
    method: 'GET',
    path: '/issue/{issueIdOrKey}/editmeta',
    operation: 'getEditIssueMeta',
    isWrite: false,
    answer(exchange) {
      const { state, account, view } = exchange;
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      const project = projectOf(state, record);
      const editable = may(state, account, 'EDIT_ISSUES', project)
        ? state.directory.site.fields.filter((field) => field.settable === 'always' && !field.isDeleted)
        : [];
      return json(200, {
        fields: Object.fromEntries(editable.map((field) => [field.id, fieldMetadataJson(field, project, view)])),
      });
    },
  },
];

/** @throws JiraRefusal when there is no such project for this account, or it may not create issues there */
function creatableProject(exchange: Exchange): Project {
  const { state, account } = exchange;
  const project = state.directory.project(parameter(exchange, 'projectIdOrKey'));
  if (project === undefined || !may(state, account, 'CREATE_ISSUES', project)) {
    throw new JiraRefusal(400, ['You do not have permission to create issues in this project, or it does not exist.']);
  }
  return project;
}

function issueTypesOf({ state }: Exchange, project: Project): IssueType[] {
  return project.issueTypeIds.flatMap((id) => state.directory.issueType(id) ?? []);
}

function createFields({ state }: Exchange, type: IssueType): Field[] {
  return state.directory.site.fields.filter(
    ({ settable, isDeleted, kind }) =>
      !isDeleted && (settable === 'always' || settable === 'create') && (kind !== 'parent' || type.isSubtask),
  );
}
