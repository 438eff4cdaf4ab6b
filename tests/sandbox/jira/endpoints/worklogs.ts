import { z } from 'zod';
import type { JsonValue } from '../../../../backend/shared/index.js';
import { empty, json } from '../../http/index.js';
import { adfProblem } from '../adf/index.js';
import { addWorklog, editWorklog, removeWorklog, type WorklogDraft } from '../issues/index.js';
import { demand, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { worklogJson } from '../render/index.js';
import { nowMs } from '../state.js';
import type { IssueRecord, WorklogRecord } from '../store/index.js';
import { parseJiraDate } from '../time/index.js';
import { properties } from './bodies.js';
import { type Endpoint, type Exchange, listParameter, parameter, readBody } from './exchange.js';
import { offsetPage } from './offset-page.js';

const MOST_PER_PAGE = 5_000;
const UNIT_SECONDS = { w: 144_000, d: 28_800, h: 3_600, m: 60 } as const;

const worklogBody = z.looseObject({
  started: z.string().optional(),
  timeSpent: z.string().optional(),
  timeSpentSeconds: z.number().int().optional(),
  comment: z.custom<JsonValue>(() => true).optional(),
  properties: properties.optional(),
});

export const worklogEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/issue/{issueIdOrKey}/worklog',
    operation: 'getIssueWorklog',
    isWrite: false,
    answer(exchange) {
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      const { items, startAt, maxResults, total } = offsetPage(exchange, record.worklogs, MOST_PER_PAGE, MOST_PER_PAGE);
      return json(200, {
        startAt,
        maxResults,
        total,
        worklogs: items.map((worklog) => shown(exchange, record, worklog)),
      });
    },
  },
  {
    method: 'POST',
    path: '/issue/{issueIdOrKey}/worklog',
    operation: 'addWorklog',
    isWrite: true,
    answer(exchange) {
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      demand(exchange, 'WORK_ON_ISSUES', record, 'You do not have permission to associate a worklog to this issue.');
      const { timeSpentSeconds, ...draft } = readDraft(exchange);
      if (timeSpentSeconds === undefined)
        throw JiraRefusal.ofFields({ timeLogged: 'You must indicate the time spent working.' });
      const usual = { startedMs: nowMs(exchange.state), comment: null, properties: {} };
      return json(201, shown(exchange, record, addWorklog(exchange, record, { ...usual, ...draft, timeSpentSeconds })));
    },
  },
  {
    method: 'PUT',
    path: '/issue/{issueIdOrKey}/worklog/{id}',
    operation: 'updateWorklog',
    isWrite: true,
    answer(exchange) {
      const { record, worklog } = namedWorklog(exchange);
      demand(exchange, 'WORK_ON_ISSUES', record, 'You do not have permission to edit this worklog.');
      return json(200, shown(exchange, record, editWorklog(exchange, record, worklog, readDraft(exchange))));
    },
  },
  {
    method: 'DELETE',
    path: '/issue/{issueIdOrKey}/worklog/{id}',
    operation: 'deleteWorklog',
    isWrite: true,
    answer(exchange) {
      const { record, worklog } = namedWorklog(exchange);
      demand(exchange, 'WORK_ON_ISSUES', record, 'You do not have permission to delete this worklog.');
      removeWorklog(exchange, record, worklog);
      return empty();
    },
  },
];

function namedWorklog(exchange: Exchange): { record: IssueRecord; worklog: WorklogRecord } {
  const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
  const id = parameter(exchange, 'id');
  const worklog = record.worklogs.find((candidate) => String(candidate.id) === id);
  if (worklog === undefined) throw new JiraRefusal(404, [`Cannot find worklog with id: '${id}'.`]);
  return { record, worklog };
}

function readDraft(exchange: Exchange): Partial<WorklogDraft> {
  const { started, timeSpent, timeSpentSeconds, comment, properties: given } = readBody(exchange, worklogBody);
  const seconds = timeSpentSeconds ?? (timeSpent === undefined ? undefined : secondsOf(timeSpent));
  const startedMs = started === undefined ? undefined : parseJiraDate(started);
  if (started !== undefined && startedMs === undefined)
    throw JiraRefusal.ofFields({ started: `Invalid date: ${started}` });
  if (comment !== undefined && comment !== null && adfProblem(comment) !== undefined)
    throw new JiraRefusal(400, ['INVALID_INPUT']);
  return {
    ...(startedMs === undefined ? {} : { startedMs }),
    ...(seconds === undefined ? {} : { timeSpentSeconds: seconds }),
    ...(comment === undefined ? {} : { comment }),
    ...(given === undefined ? {} : { properties: Object.fromEntries(given.map(({ key, value }) => [key, value])) }),
  };
}

function secondsOf(timeSpent: string): number {
  if (!/^(\d+[wdhm]\s*)+$/.test(timeSpent))
    throw JiraRefusal.ofFields({ timeLogged: `Invalid time duration entered: ${timeSpent}` });
  const parts = timeSpent.matchAll(/(\d+)([wdhm])/g);
  return [...parts].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNIT_SECONDS[unit as keyof typeof UNIT_SECONDS],
    0,
  );
}

function shown(exchange: Exchange, record: IssueRecord, worklog: WorklogRecord): JsonValue {
  const withProperties = listParameter(exchange.query, 'expand').includes('properties');
  const entries = Object.entries(worklog.properties).map(([key, value]) => ({ key, value }));
  return { ...worklogJson(worklog, record.id, exchange.view), ...(withProperties ? { properties: entries } : {}) };
}
