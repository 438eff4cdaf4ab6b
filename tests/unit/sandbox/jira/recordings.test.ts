import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { plainDocument } from '../../../sandbox/jira/index.js';
import { describeWithTruth } from '../../../support/truth.js';
import { SandboxCaller } from './caller.js';

const recording = z.looseObject({ case: z.string(), body: z.unknown() });

/** Recorded members that only team-managed projects, apps or features outside of a sync have. */
const NOT_SIMULATED = new Set([
  'entityId',
  'scope',
  'roles',
  'uuid',
  'timespent',
  'timeoriginalestimate',
  'timeestimate',
  'timetracking',
  'aggregatetimespent',
  'aggregatetimeestimate',
  'aggregatetimeoriginalestimate',
  'aggregateprogress',
  'progress',
  'workratio',
  'security',
  'lastViewed',
  'issuerestriction',
  'untranslatedName',
  'customfield_10000',
  'customfield_10001',
  'customfield_10015',
  'customfield_10021',
  'customfield_10035',
]);

describeWithTruth('answers have the shape of recorded ones', (truth) => {
  const recorded = new Map(
    readFileSync(join(truth, 'recorded/jira.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => recording.parse(JSON.parse(line)))
      .map((exchange) => [exchange.case, exchange.body]),
  );

  it.each([
    ['get-issue', '/issue/BENCH-1'],
    ['get-myself', '/myself'],
    ['get-project', '/project/BENCH'],
    ['list-projects', '/project/search'],
    ['list-priorities', '/priority/search'],
    ['list-issue-types', '/issuetype'],
    ['list-issue-comments', '/issue/BENCH-1/comment'],
    ['fields', '/field'],
    [
      'issues',
      '/search/jql?jql=project%3DBENCH&fields=summary,description,status,issuetype,priority,project,reporter,assignee,creator,created,updated,labels',
    ],
  ])('%s', async (name, path) => {
    const caller = aSite();
    const { body } = await caller.get(path);
    expect(recorded.has(name)).toBe(true);
    expect(missing(recorded.get(name), body)).toEqual([]);
  });

  it('create-issue', async () => {
    const fields = { project: { key: 'BENCH' }, issuetype: { name: 'Task' }, summary: 'New' };
    const { body } = await aSite().post('/issue', { fields });
    expect(missing(recorded.get('create-issue'), body)).toEqual([]);
  });

  it('add-comment', async () => {
    const { body } = await aSite().post('/issue/BENCH-1/comment', { body: plainDocument('Hi') });
    expect(missing(recorded.get('add-comment'), body)).toEqual([]);
  });
});

function aSite(): SandboxCaller {
  const caller = new SandboxCaller();
  caller.jira.createIssue({ project: 'BENCH', summary: 'One', description: 'Text', assignee: 'bob' });
  return caller;
}

/** Members of the recorded value that ours lacks or has with another type; of lists the first elements are compared. */
function missing(real: unknown, ours: unknown, at = ''): string[] {
  if (real === null || ours === null || real === undefined) return [];
  if (Array.isArray(real)) {
    if (!Array.isArray(ours)) return [`${at} is no list`];
    return real.length === 0 || ours.length === 0 ? [] : missing(real[0], ours[0], `${at}[]`);
  }
  if (typeof real !== 'object') return typeof ours === typeof real ? [] : [`${at} is ${typeof ours}`];
  return Object.entries(real).flatMap(([key, value]) => {
    if (NOT_SIMULATED.has(key)) return [];
    if (!(key in (ours as object))) return [`${at}.${key} is missing`];
    return missing(value, (ours as Record<string, unknown>)[key], `${at}.${key}`);
  });
}
