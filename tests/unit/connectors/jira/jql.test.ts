import { describe, expect, it } from 'vitest';
import {
  clauseName,
  conditionOf,
  momentLiteral,
  projectQuery,
  quoted,
} from '../../../../backend/connectors/jira/jql.js';

describe('a moment in JQL', () => {
  it.each([
    ['is a minute of the zone, rounded down', '2026-07-01T10:00:59.999Z', 'Europe/Berlin', '2026-07-01 12:00'],
    [
      'goes back behind the hour that comes twice, from its first time',
      '2026-10-25T00:30:00.000Z',
      'Europe/Berlin',
      '2026-10-25 01:30',
    ],
    [
      'goes back behind the hour that comes twice, from its second time',
      '2026-10-25T01:30:00.000Z',
      'Europe/Berlin',
      '2026-10-25 01:30',
    ],
    ['is plain right after that hour', '2026-10-25T02:00:00.000Z', 'Europe/Berlin', '2026-10-25 03:00'],
    ['allows for every zone where none is known', '2026-07-01T10:00:00.000Z', '', '2026-06-30 22:00'],
    ['allows for every zone where its name is nonsense', '2026-07-01T10:00:00.000Z', 'Moon/Base', '2026-06-30 22:00'],
  ])('%s', (_name, moment, zone, literal) => {
    expect(momentLiteral(new Date(moment), zone)).toBe(`"${literal}"`);
  });
});

describe('a filter', () => {
  it.each([
    ['status = Open ORDER BY created', 'status = Open'],
    ['status = Open\n  order   by created DESC, key', 'status = Open'],
    ['ORDER BY key', null],
    ['  ', null],
    ['summary ~ "order by size"', 'summary ~ "order by size"'],
    ["summary ~ 'order by size' order by key", "summary ~ 'order by size'"],
    ['summary ~ "a \\" order by b" AND x = 1', 'summary ~ "a \\" order by b" AND x = 1'],
    ['labels = border by', 'labels = border by'],
  ])('%j keeps its condition alone', (filter, condition) => {
    expect(conditionOf(filter)?.trim() ?? null).toBe(condition);
  });

  it('of nothing is nothing', () => {
    expect(conditionOf(null)).toBeNull();
  });
});

describe('a query', () => {
  it('is bounded by the project, with each condition by itself', () => {
    expect(projectQuery('A"B', ['x = 1 OR y = 2', null, 'z = 3'], 'key ASC')).toBe(
      'project = "A\\"B" AND (x = 1 OR y = 2) AND (z = 3) ORDER BY key ASC',
    );
  });

  it('quotes text and names custom fields by number', () => {
    expect(quoted('a\\b"c')).toBe('"a\\\\b\\"c"');
    expect(clauseName('customfield_10030')).toBe('cf[10030]');
    expect(clauseName('labels')).toBe('labels');
  });
});
