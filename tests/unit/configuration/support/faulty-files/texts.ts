import type { FaultyFile } from './faulty-file.js';

/** Files that are wrong as YAML, whatever the keys mean. */
export const faultyTexts: readonly FaultyFile[] = [
  {
    name: 'a tab',
    edits: { 13: '\tkind: sync' },
    faults: ['13:1 a tab is used to indent; YAML takes only spaces'],
    seenBySchema: false,
  },
  {
    name: 'a quote that is not closed',
    edits: { 5: '    url: "https://example.com' },
    faults: ['5:30 a character is missing here: a closing quote, a bracket, a comma, or the `:` after a key'],
    seenBySchema: false,
  },
  {
    name: 'a key twice',
    edits: { 13: '    kind: sync\n    kind: sync' },
    faults: ['14:5 integrations.incidents.kind: given in line 13 already; remove one'],
    seenBySchema: false,
  },
  {
    name: 'a value that begins with *',
    edits: { 6: '    auth: { kind: basic, username: a, password: *hunter2 }' },
    faults: [
      '6:49 connections.jira.auth.password: no anchor of this name stands above; if the value begins with `*`, put it in quotes',
    ],
    seenBySchema: false,
  },
  {
    name: 'a value that begins with @',
    edits: { 6: '    auth: { kind: basic, username: a, password: @hunter2 }' },
    faults: ['6:49 a value cannot begin with this character; put the value in quotes'],
    seenBySchema: false,
  },
  {
    name: 'a value that begins with %',
    edits: { 6: '    auth: { kind: basic, username: a, password: %hunter2 }' },
    faults: ['6:49 a value cannot begin with this character; put the value in quotes'],
    seenBySchema: false,
  },
  {
    name: 'a merge key',
    edits: { 12: '  incidents:\n    <<: {}' },
    faults: [
      '13:5 integrations.incidents["<<"]: YAML 1.2 has no merge key; repeat the keys, or give the whole value an anchor',
    ],
    seenBySchema: true,
  },
  {
    name: 'a tag',
    edits: { 13: '    kind: !!binary sync' },
    faults: ['13:20 integrations.incidents.kind: tags (`!!name`) are not used in this file; remove it'],
    seenBySchema: true,
  },
  {
    name: 'a tag of its own',
    edits: { 13: '    kind: !sync sync' },
    faults: ['13:11 tags (`!name`) are not used in this file; put the value in quotes if it begins with `!`'],
    seenBySchema: false,
  },
  {
    name: 'a number that is too long',
    edits: { 18: '        right: incident\n        onCreate: { right: { number: 12345678901234567890 } }' },
    faults: [
      '19:38 integrations.incidents.items[0].onCreate.right.number: a number that cannot be kept exactly; put it in quotes',
    ],
    seenBySchema: false,
  },
  {
    name: 'a character that cannot be stored',
    edits: { 18: '        right: incident\n        onCreate: { right: { text: "a\\0b" } }' },
    faults: [
      '19:36 integrations.incidents.items[0].onCreate.right.text: holds a character that cannot be stored; remove the escape `\\0` or the half of a pair `\\ud83d`',
    ],
    seenBySchema: false,
  },
  {
    name: 'a key that is a trap',
    edits: { 18: '        right: incident\n        onCreate: { right: { __proto__: b } }' },
    faults: ['19:30 integrations.incidents.items[0].onCreate.right: this name is not allowed as a key'],
    seenBySchema: false,
  },
  {
    name: 'an alias inside its own anchor',
    edits: { 18: '        right: incident\n        onCreate: { right: { a: &x [*x] } }' },
    faults: [
      '19:37 integrations.incidents.items[0].onCreate.right.a[0]: the alias stands inside what it repeats; remove it',
    ],
    seenBySchema: false,
  },
  {
    name: 'two documents',
    edits: { 21: '---\nversion: 1\n' },
    faults: ['21:1 a second document begins here; keep one document in a file'],
    seenBySchema: false,
  },
  {
    name: 'YAML 1.1',
    edits: { 1: '%YAML 1.1\n---\nversion: 1' },
    faults: ['1:1 the file is read as YAML 1.2; remove the %YAML line'],
    seenBySchema: false,
  },
];
