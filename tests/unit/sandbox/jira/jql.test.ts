import { beforeEach, describe, expect, it } from 'vitest';
import { SandboxCaller } from './caller.js';

let caller: SandboxCaller;

beforeEach(() => {
  caller = new SandboxCaller({ now: '2026-05-04T09:00:00.000Z' });
  const { jira } = caller;
  jira.createIssue(
    { project: 'BENCH', summary: 'Printer on fire', labels: ['hardware', 'urgent'], priority: 'High' },
    { as: 'alice' },
  );
  caller.advance(60_000);
  jira.createIssue(
    { project: 'BENCH', summary: 'Mail is slow', labels: ['mail'], issuetype: 'Bug', assignee: 'bob' },
    { as: 'bob' },
  );
  caller.advance(60_000);
  jira.createIssue({
    project: 'BENCH',
    summary: 'Mailbox for Ännchen',
    customfield_10035: 'Staging',
    components: ['Access'],
  });
  jira.createIssue({ project: 'IT', summary: 'Network printer' });
  jira.createIssue({ project: 'HR', summary: 'Secret' }, { as: 'admin' });
  jira.transition('BENCH-2', 'In Progress');
});

async function keys(jql: string): Promise<string[]> {
  const { status, body } = await caller.post('/search/jql', { jql, fields: ['key'] });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.issues.map(({ key }: { key: string }) => key);
}

describe('JQL', () => {
  it.each([
    ['project = BENCH ORDER BY key', ['BENCH-1', 'BENCH-2', 'BENCH-3']],
    ['project in (bench, "IT service") order by key DESC', ['IT-1', 'BENCH-3', 'BENCH-2', 'BENCH-1']],
    ['project = BENCH AND labels = urgent', ['BENCH-1']],
    ['project = BENCH AND labels in (mail, hardware) ORDER BY key', ['BENCH-1', 'BENCH-2']],
    ['project = BENCH AND labels is EMPTY', ['BENCH-3']],
    ['project = BENCH AND (labels is not EMPTY or labels is EMPTY) ORDER BY key', ['BENCH-1', 'BENCH-2', 'BENCH-3']],
    ['project = BENCH AND status = "In Progress"', ['BENCH-2']],
    ['project = BENCH AND status not in (10001) ORDER BY key', ['BENCH-1', 'BENCH-3']],
    ['project = BENCH AND statusCategory = "To Do" ORDER BY key', ['BENCH-1', 'BENCH-3']],
    ['issuetype = Bug', ['BENCH-2']],
    ['priority > Medium', ['BENCH-1']],
    ['project = BENCH ORDER BY priority DESC, key ASC', ['BENCH-1', 'BENCH-2', 'BENCH-3']],
    ['assignee = "bob@example.com"', ['BENCH-2']],
    ['creator = currentUser() AND project = BENCH', []],
    ['component = Access', ['BENCH-3']],
    ['Tier = Staging', ['BENCH-3']],
    ['cf[10035] is not empty', ['BENCH-3']],
    ['summary ~ "mail*" ORDER BY key', ['BENCH-2', 'BENCH-3']],
    ['summary ~ "mail slow"', ['BENCH-2']],
    ['summary ~ "ännchen"', ['BENCH-3']],
    ['text ~ printer ORDER BY key', ['BENCH-1', 'IT-1']],
    ['key in (BENCH-3, bench-1) ORDER BY key', ['BENCH-1', 'BENCH-3']],
    ['id = 10002', ['BENCH-2']],
    ['key > BENCH-1 AND key <= BENCH-3 ORDER BY key', ['BENCH-2', 'BENCH-3']],
    ['created >= -1m AND project = BENCH ORDER BY key', ['BENCH-2', 'BENCH-3']],
    ['project = BENCH ORDER BY created', ['BENCH-3', 'BENCH-2', 'BENCH-1']],
    ['project = BENCH and not labels = mail', ['BENCH-1']],
    ['project = BENCH and not labels in (mail, vpn)', ['BENCH-1']],
    ['not (project != BENCH or labels is EMPTY or priority < High)', ['BENCH-1']],
  ])('%s', async (jql, expected) => {
    expect(await keys(jql)).toEqual(expected);
  });

  it('an issue without labels is left out by != as by not in', async () => {
    expect(await keys('project = BENCH AND labels != mail')).toEqual(['BENCH-1']);
    expect(await keys('project = BENCH AND labels not in (mail)')).toEqual(['BENCH-1']);
  });

  it.each([
    ['order by key', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
    ['flavour = sweet', "Field 'flavour' does not exist or you do not have permission to view it."],
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['project = HR', "The value 'HR' does not exist for the field 'project'."],
    ['status = Ajar', "The value 'Ajar' does not exist for the field 'status'."],
    ['key in (BENCH-1, BENCH-77)', "An issue with key 'BENCH-77' does not exist for field 'key'."],
    ['summary = x', "The operator '=' is not supported by the 'summary' field."],
    ['updated >= soon', "Date value 'soon' for field 'updated' is invalid."],
    ['project BENCH', 'Error in the JQL Query: Expecting operator but got'],
    ['project = "BENCH', 'Error in the JQL Query: The quoted string'],
    [
      'project = BENCH labels = x',
      "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'labels'. (line 1, character 17)",
    ],
  ])('%s is refused with Jira’s words', async (jql, words) => {
    const { status, body } = await caller.post('/search/jql', { jql });
    expect(status).toBe(400);
    expect(body.errorMessages[0]).toContain(words);
  });

  it('literals have whole minutes in the zone of the profile, which is Berlin', async () => {
    // BENCH-2 was made at 11:01:00.000 in Berlin and transitioned at 11:02.
    expect(await keys('project = BENCH AND created >= "2026-05-04 11:01" ORDER BY key')).toEqual([
      'BENCH-2',
      'BENCH-3',
    ]);
    expect(await keys('project = BENCH AND created < "2026-05-04 11:01"')).toEqual(['BENCH-1']);
    expect(await keys('project = BENCH AND created >= "2026/05/04 09:01" ORDER BY key')).toHaveLength(3);
  });
});
