import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ServedSandbox, seededRandom, serve } from '../sandbox/http/index.js';
import { JiraSandbox } from '../sandbox/jira/index.js';
import { ServiceNowSandbox } from '../sandbox/servicenow/index.js';
import { trialConfiguration } from '../trials/trial-configuration.js';
import { check, type HeldField } from './index.js';

// A checker that finds nothing proves nothing unless it finds what is there. Here the pair is made by hand, and spoilt.

const MARKED = { correlation_display: 'syncline:one' };
const COPY = 'Bob Brandt (jira) [syncline:note]\nHave you tried another handset?';

let jira: JiraSandbox;
let serviceNow: ServiceNowSandbox;
let served: readonly ServedSandbox[];
let incident: string;

beforeEach(async () => {
  const parts = { clock: { now: () => new Date() }, random: seededRandom(1) };
  jira = new JiraSandbox(parts);
  serviceNow = new ServiceNowSandbox(parts);
  served = await Promise.all([serve(jira), serve(serviceNow)]);
  jira.createIssue({ project: 'BENCH', summary: 'Phone is dead', description: 'Since noon', labels: ['vip'] });
  jira.comment('BENCH-1', 'Have you tried another handset?', { as: 'bob' });
  incident = makeIncident({ short_description: 'Phone is dead' });
  serviceNow.people.journal('incident', incident, 'comments', COPY, { as: 'syncline' });
});
afterEach(() => Promise.all(served.map((each) => each.close())));

function makeIncident(values: Readonly<Record<string, string>> = {}): string {
  const same = { description: 'Since noon', priority: '3', u_labels: 'vip', correlation_id: 'BENCH-1', ...MARKED };
  return serviceNow.people.create('incident', { ...same, ...values }, { as: 'syncline' }).sys_id ?? '';
}

async function findings(held: readonly HeldField[] = []): Promise<readonly string[]> {
  const [jiraUrl, serviceNowUrl] = served.map(({ url }) => url) as [string, string];
  const result = await check({
    definition: await trialConfiguration({ jiraUrl, serviceNowUrl }),
    integration: 'incidents',
    jira: { url: jiraUrl, username: 'admin@example.com', password: 'admin-token' },
    serviceNow: { url: serviceNowUrl, username: 'admin', password: 'admin' },
    held,
    hasUniqueTitles: true,
  });
  return result.findings.map(({ kind, side, detail }) => `${kind} ${side}: ${detail}`).sort();
}

test('a pair that is in step', async () => {
  expect(await findings()).toEqual([]);
});

test('an item without a partner, on either side', async () => {
  jira.createIssue({ project: 'BENCH', summary: 'Nobody copied this' });
  serviceNow.people.create('incident', { short_description: 'Nor this' });
  expect(await findings()).toEqual(['missing left: no record carries its key', 'missing right: no correlation_id']);
});

test('an item that was made twice', async () => {
  makeIncident({ short_description: 'Phone is dead' });
  const found = await findings();
  expect(found).toHaveLength(3);
  expect(found.join()).toMatch(
    /doubled left: its key is carried by \S+, \S+,doubled right: the same mark one,doubled right: the same title/,
  );
});

test('a field that differs, unless it is held', async () => {
  serviceNow.people.edit('incident', incident, { short_description: 'Phone rings', u_labels: 'office' });
  expect(await findings()).toEqual([
    'different left: labels and u_labels: ["vip"] and "office"',
    'different left: summary and short_description: "Phone is dead" and "Phone rings"',
  ]);
  expect(await findings([{ item: 'BENCH-1', field: 'summary' }])).toHaveLength(1);
});

test('a value that goes one way and did not arrive', async () => {
  jira.transition('BENCH-1', 'In Progress');
  expect(await findings()).toEqual(['different left: status and state: "In Progress" and "1"']);
});

test('a comment that is missing, made twice, brought back or made up', async () => {
  jira.comment('BENCH-1', 'Nobody copied this', { as: 'bob' });
  serviceNow.people.journal('incident', incident, 'comments', COPY, { as: 'syncline' });
  serviceNow.people.journal('incident', incident, 'comments', 'I have', { as: 'alice' });
  serviceNow.people.journal('incident', incident, 'comments', 'Alice (jira) [syncline:back]\nI have', {
    as: 'syncline',
  });
  serviceNow.people.journal('incident', incident, 'comments', 'Bob (jira) [syncline:new]\nNever said', {
    as: 'syncline',
  });
  expect(await findings()).toEqual([
    'comment doubled right: 2 with the mark note',
    'comment doubled right: public: Have you tried another handset (2 instead of 1)',
    'comment from nowhere right: public: Never said',
    'comment missing left: public: I have (0 of 1)',
    'comment missing right: public: Nobody copied this (0 of 1)',
    'comment returned right: public: I have',
  ]);
});

test('an internal comment that was copied where customers read', async () => {
  serviceNow.people.journal('incident', incident, 'work_notes', 'The caller is on sick leave', { as: 'alice' });
  jira.comment('BENCH-1', 'The caller is on sick leave', { as: 'bob' });
  expect(await findings()).toEqual([
    'comment missing left: internal: The caller is on sick leave (0 of 1)',
    'comment missing right: public: The caller is on sick leave (0 of 1)',
  ]);
});

test('a comment that a business rule repeats is a comment of its own', async () => {
  serviceNow.people.journal('incident', incident, 'comments', COPY, { as: 'beth.anglin' });
  expect(await findings()).toEqual(['comment missing left: public: Have you tried another handset (0 of 1)']);
});
