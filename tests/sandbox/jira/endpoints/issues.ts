import { z } from 'zod';
import { empty, json } from '../../http/index.js';
import { createIssue, deleteIssue, editIssue, hideFromSearch } from '../issues/index.js';
import { demand, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { issueJson, selectFields } from '../render/index.js';
import type { IssueRecord } from '../store/index.js';
import { issueBody } from './bodies.js';
import { type Endpoint, type Exchange, listParameter, parameter, readBody } from './exchange.js';

const MOST_CREATES = 50;
const CHANGELOG_ENTRIES = 100;
const NO_EDIT = 'You do not have permission to edit issues in this project.';

export const issueEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/issue/{issueIdOrKey}',
    operation: 'getIssue',
    isWrite: false,
    answer(exchange) {
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      return json(200, shown(exchange, record, listParameter(exchange.query, 'fields')));
    },
  },
  {
    method: 'POST',
    path: '/issue',
    operation: 'createIssue',
    isWrite: true,
    answer(exchange) {
      const made = createIssue(exchange, readBody(exchange, issueBody));
      hideFromSearch(exchange, made.id);
      return json(201, created(exchange, made));
    },
  },
  {
    method: 'POST',
    path: '/issue/bulk',
    operation: 'createIssues',
    isWrite: true,
    answer(exchange) {
      const { issueUpdates } = readBody(exchange, z.strictObject({ issueUpdates: z.array(issueBody) }));
      if (issueUpdates.length === 0 || issueUpdates.length > MOST_CREATES) {
        throw new JiraRefusal(400, [`Cannot create more than ${MOST_CREATES} issues at a time.`]);
      }
      const refusedElement = elementToRefuse(exchange, issueUpdates.length);
      const issues: object[] = [];
      const errors: object[] = [];
      for (const [index, draft] of issueUpdates.entries()) {
        try {
          if (index === refusedElement) throw JiraRefusal.ofFields({ summary: 'This element is not accepted today.' });
          const made = createIssue(exchange, draft);
          hideFromSearch(exchange, made.id);
          issues.push(created(exchange, made));
        } catch (error) {
          if (!(error instanceof JiraRefusal)) throw error;
          const elementErrors = { errorMessages: error.errorMessages, errors: error.errors };
          errors.push({ status: 400, elementErrors, failedElementNumber: index });
        }
      }
      return json(issues.length === 0 ? 400 : 201, { issues, errors });
    },
  },
  {
    method: 'PUT',
    path: '/issue/{issueIdOrKey}',
    operation: 'editIssue',
    isWrite: true,
    answer(exchange) {
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      demand(exchange, 'EDIT_ISSUES', record, NO_EDIT);
      const edited = editIssue(exchange, record, readBody(exchange, issueBody));
      const wantsIssue = exchange.query.get('returnIssue') === 'true';
      if (!wantsIssue || exchange.state.manners.draw('B14', exchange.occasion) !== undefined) return empty();
      return json(200, shown(exchange, edited, []));
    },
  },
  {
    method: 'DELETE',
    path: '/issue/{issueIdOrKey}',
    operation: 'deleteIssue',
    isWrite: true,
    answer(exchange) {
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      demand(exchange, 'DELETE_ISSUES', record, 'You do not have permission to delete issues in this project.');
      deleteIssue(exchange, record, exchange.query.get('deleteSubtasks') === 'true');
      return empty();
    },
  },
];

function shown(exchange: Exchange, record: IssueRecord, fields: readonly string[]) {
  const expand = listParameter(exchange.query, 'expand');
  return issueJson(record, exchange.view, {
    selection: selectFields(fields.length === 0 ? ['*all'] : fields, exchange.state.directory),
    properties: listParameter(exchange.query, 'properties'),
    ...(expand.includes('changelog') ? { changelogEntries: CHANGELOG_ENTRIES } : {}),
  });
}

function created({ view }: Exchange, record: IssueRecord) {
  return { id: String(record.id), key: record.key, self: view.self(`issue/${record.id}`) };
}

/** B15: one element of a bulk create is not accepted. */
function elementToRefuse({ state, occasion }: Exchange, count: number): number | undefined {
  const manner = state.manners.draw('B15', occasion);
  if (manner === undefined) return undefined;
  return manner.element === 'any' ? Math.floor(state.random() * count) : manner.element;
}
