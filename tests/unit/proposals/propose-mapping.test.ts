import { describe, expect, test } from 'vitest';
import { proposeMapping } from '../../../backend/proposals/index.js';
import { choices, field, side, statuses } from './described.js';

const rowsOf = (...parts: Parameters<typeof proposeMapping>) => proposeMapping(...parts).entry.items[0]?.fields;

describe('item types', () => {
  const title = [field('title', 'text')];

  test('every type in use becomes the only one of the other side, the most used first', () => {
    const left = side({ Bug: title, Story: title, Task: title }, { usedTypes: ['Task', 'Bug'] });
    const { entry, leftOver } = proposeMapping({ left, right: side({ Incident: title }) });
    expect(entry.items.map((item) => [item.left, item.right])).toEqual([
      ['Task', 'Incident'],
      ['Bug', 'Incident'],
    ]);
    expect(leftOver).toEqual([{ side: 'left', item: null, name: 'Story', reason: 'no item of this type was found' }]);
  });

  test('types of two sides meet by name, then by the work that people do under them', () => {
    const left = side({ Epic: title, Bug: title, Task: title });
    const right = side({ Task: title, Defect: title });
    const { entry, items } = proposeMapping({ left, right });
    expect(entry.items.map((item) => [item.left, item.right])).toEqual([
      ['Task', 'Task'],
      ['Bug', 'Defect'],
    ]);
    expect(items.map(({ confidence }) => confidence)).toEqual(['sure', 'guess']);
  });

  test('a type that needs a parent is left', () => {
    const parent = field('parent', 'reference', { required: true });
    const left = side({ Task: title, 'Sub-task': [...title, parent] }, { usedTypes: ['Sub-task', 'Task'] });
    const { entry, leftOver } = proposeMapping({ left, right: side({ Incident: title }) });
    expect(entry.items.map((item) => item.left)).toEqual(['Task']);
    expect(leftOver).toContainEqual(
      expect.objectContaining({ name: 'Sub-task', reason: expect.stringContaining('parent') }),
    );
  });
});

describe('fields', () => {
  test('what tools call in their own ways is known', () => {
    const left = side({ Task: [field('summary', 'text'), field('assignee', 'user'), field('duedate', 'date')] });
    const right = side({
      Issue: [field('subject', 'text'), field('assigned_to', 'user'), field('due_date', 'dateTime')],
    });
    expect(rowsOf({ left, right })).toEqual([
      { left: 'summary', right: 'subject' },
      { left: 'assignee', right: 'assigned_to' },
      { left: 'duedate', right: 'due_date' },
    ]);
  });

  test('fields of the same name meet, however they are spelt; ids that say nothing are written by name', () => {
    const left = side({ Task: [field('customfield_10016', 'number', { name: 'Story Points' })] });
    const right = side({ Issue: [field('u_story_point', 'number', { name: 'Story point' })] });
    expect(rowsOf({ left, right })).toEqual([{ left: 'Story Points', right: 'u_story_point' }]);
  });

  test('what cannot be written on one side is carried the other way alone', () => {
    const left = side({ Task: [field('priority', 'option', { options: choices('High', 'Low') })] });
    const closed = { onCreate: false, onUpdate: false, options: choices('High', 'Low') };
    const right = side({ Issue: [field('priority', 'option', closed)] });
    expect(rowsOf({ left, right })).toEqual([{ left: 'priority', right: 'priority', direction: 'left' }]);
  });

  test('labels and a text of labels become each other by expressions', () => {
    const left = side({ Task: [field('labels', 'labels')] });
    const right = side({ Issue: [field('u_tags', 'text', { name: 'Tags' })] });
    expect(rowsOf({ left, right })).toEqual([
      expect.objectContaining({ left: 'labels', right: 'u_tags', toRight: '$join(value, ",")' }),
    ]);
    // Red without: isWritable in listInText; nothing can be written into tags that the tool keeps.
    const kept = side({ Issue: [field('sys_tags', 'text', { name: 'Tags', onCreate: false, onUpdate: false })] });
    expect(rowsOf({ left, right: kept })).toEqual([]);
  });

  test('what has no partner says why', () => {
    const left = side({
      Task: [field('a', 'text', { name: 'Environment' }), field('b', 'number', { name: 'Effort' })],
    });
    const right = side({ Issue: [field('c', 'user', { name: 'Effort' })] });
    const reason = 'like Effort, but Effort (number) does not become Effort (user) by itself';
    expect(proposeMapping({ left, right }).leftOver).toEqual([
      { side: 'left', item: 0, name: 'Environment', reason: 'no field on the right is like it' },
      { side: 'left', item: 0, name: 'Effort', reason },
      { side: 'right', item: 0, name: 'Effort', reason },
    ]);
  });
});

describe('choices', () => {
  const priority = (...labels: readonly string[]) => [field('priority', 'option', { options: choices(...labels) })];
  const valuesOf = (left: readonly string[], right: readonly string[]) =>
    rowsOf({ left: side({ Task: priority(...left) }), right: side({ Issue: priority(...right) }) })?.[0]?.values;

  test('meet by what they say, not by what they count', () => {
    const jira = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
    const serviceNow = ['1 - Critical', '2 - High', '3 - Moderate', '4 - Low', '5 - Planning'];
    expect(valuesOf(jira, serviceNow)).toEqual({
      Highest: '1 - Critical',
      High: '2 - High',
      Medium: '3 - Moderate',
      Low: '4 - Low',
      Lowest: '5 - Planning',
    });
  });

  test('of a longer scale several become one, and the one comes back as the first', () => {
    expect(valuesOf(['Highest', 'High', 'Medium', 'Low', 'Lowest'], ['High', 'Medium', 'Low'])).toEqual({
      High: 'High',
      Medium: 'Medium',
      Low: 'Low',
      Highest: 'High',
      Lowest: 'Low',
    });
  });

  test('lists of other things keep what is alike and say how much that is', () => {
    const left = side({ Task: [field('c', 'option', { name: 'Category', options: choices('Network', 'Hardware') })] });
    const right = side({
      Issue: [field('c', 'option', { name: 'Category', options: choices('Networks', 'Database') })],
    });
    const { entry, fields } = proposeMapping({ left, right });
    expect(entry.items[0]?.fields[0]?.values).toEqual({ Network: 'Networks' });
    expect(fields[0]).toMatchObject({ confidence: 'guess', reason: expect.stringContaining('1 of 2 choices') });
  });
});

describe('statuses', () => {
  const jira = field('status', 'status', {
    options: statuses({ 'To Do': 'open', 'In Progress': 'open', 'In Review': 'open', Done: 'closed' }),
  });
  const serviceNow = field('state', 'status', {
    token: 'id',
    options: statuses({
      New: 'open',
      'In Progress': 'open',
      'On Hold': 'open',
      Resolved: 'closed',
      Canceled: 'closed',
    }),
  });
  const needs = (...ids: readonly string[]) => ids.map((id) => ({ id, options: null }));
  const code = field('close_code', 'option', { options: choices('No resolution provided', 'Solution provided') });

  test('each becomes the nearest of the other side, and what entering one demands is given', () => {
    const ways = [
      { typeId: 'Incident', name: 'Resolve', from: null, to: '4', needs: needs('close_code', 'notes') },
      { typeId: 'Incident', name: 'Start', from: null, to: '2', needs: [] },
    ];
    const right = side({ Incident: [serviceNow, code, field('notes', 'text')] }, { ways, title: 'ServiceNow' });
    const { entry, required } = proposeMapping({ left: side({ Task: [jira] }, { title: 'Jira' }), right });
    expect(entry.items[0]?.fields).toEqual([
      {
        left: 'status',
        right: 'state',
        values: { 'To Do': '1', 'In Progress': ['2', '3'], Done: ['4', '5'], 'In Review': '2' },
        transition: { right: { '4': { close_code: 'Solution provided', notes: 'Closed in Jira' } } },
      },
    ]);
    expect(required.map(({ statusName, field: { id } }) => [statusName, id])).toEqual([
      ['Resolved', 'close_code'],
      ['Resolved', 'notes'],
    ]);
  });

  test('of several ways into a status the one that demands least is taken', () => {
    const ways = [
      { typeId: 'Incident', name: 'Resolve', from: '1', to: '4', needs: needs('close_code', 'notes') },
      { typeId: 'Incident', name: 'Quick', from: '2', to: '4', needs: needs('notes') },
    ];
    const right = side({ Incident: [serviceNow, code, field('notes', 'text')] }, { ways });
    const { required } = proposeMapping({ left: side({ Task: [jira] }), right });
    expect(required.map(({ field: { id } }) => id)).toEqual(['notes']);
  });
});

describe('what a tool demands at creation', () => {
  test('is given where it can be guessed, and named where a person must say it', () => {
    const caller = field('caller', 'user', { name: 'Caller', required: true });
    const cost = field('cost', 'number', { name: 'Cost', required: true });
    const title = field('summary', 'text', { required: true });
    const right = side({ Incident: [title, caller, cost] }, { account: 'syncline' });
    const { entry, required } = proposeMapping({ left: side({ Task: [field('title', 'text')] }), right });
    expect(entry.items[0]?.onCreate).toEqual({ right: { caller: 'syncline' } });
    expect(required.map(({ field: { name }, value }) => [name, value])).toEqual([
      ['Caller', 'syncline'],
      ['Cost', null],
    ]);
  });
});

describe('comments', () => {
  const channels = (isKept: boolean) => ({
    commentChannels: [
      { id: 'out', internal: false, kept: true },
      { id: 'in', internal: true, kept: isKept },
    ],
  });
  const title = { Task: [field('title', 'text')] };

  // Red without: `kept` in proposeComments.
  test.each([
    [true, { public: 'out', internal: 'in' }],
    [false, { public: 'out' }],
  ])('internal ones are carried only where they stay internal: %s', (isKept, expected) => {
    const { entry } = proposeMapping({ left: side(title, channels(isKept)), right: side(title, channels(true)) });
    expect(entry.items[0]?.comments).toEqual(expected);
  });
});

describe('what exists on both sides', () => {
  test('is matched by the field that keeps the key of the other, which is filled for new items too', () => {
    const left = side({ Task: [field('title', 'text')] });
    const right = side({ Incident: [field('title', 'text'), field('correlation_id', 'text')] });
    const { entry } = proposeMapping({ left, right });
    expect(entry.match).toEqual({ left: 'key', right: 'correlation_id' });
    expect(entry.items[0]?.fields).toContainEqual({
      right: 'correlation_id',
      toRight: 'item.key',
      direction: 'right',
    });
  });

  test('is not guessed at where no field keeps it', () => {
    const { entry, match } = proposeMapping({
      left: side({ Task: [field('title', 'text')] }),
      right: side({ Issue: [field('title', 'text')] }),
    });
    expect(entry.match).toBeUndefined();
    expect(match).toContain('nothing is taken for a pair');
  });
});
