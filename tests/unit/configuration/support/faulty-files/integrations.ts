import type { FaultyFile } from './faulty-file.js';

/** Files with something wrong in `integrations`. */
export const faultyIntegrations: readonly FaultyFile[] = [
  {
    name: 'an unknown key of a sync',
    edits: { 13: '    kind: sync\n    conflict: hold' },
    faults: ['14:5 integrations.incidents.conflict: unknown key `conflict`; did you mean `conflicts`?'],
    seenBySchema: true,
  },
  {
    name: 'no kind',
    edits: { 13: '' },
    faults: ['12:3 integrations.incidents.kind: `kind` is missing; kinds of integrations: sync, flow, collection'],
    seenBySchema: true,
  },
  {
    name: 'a misspelt kind',
    edits: { 13: '    kind: snyc' },
    faults: ['13:5 integrations.incidents.kind: "snyc" is not a kind of integration; did you mean `sync`?'],
    seenBySchema: true,
  },
  {
    name: 'a kind that there is not',
    edits: { 13: '    kind: pipeline' },
    faults: [
      '13:5 integrations.incidents.kind: "pipeline" is not a kind of integration; kinds of integrations: sync, flow, collection',
    ],
    seenBySchema: true,
  },
  {
    name: 'a duration without unit',
    edits: { 13: '    kind: sync\n    delay: "60"' },
    faults: ['14:5 integrations.incidents.delay: "60" is not a duration; write 60s, 5m, 1h or 500ms'],
    seenBySchema: true,
  },
  {
    name: 'a duration as number',
    edits: { 13: '    kind: sync\n    delay: 60' },
    faults: ['14:5 integrations.incidents.delay: 60 is not a duration; write 60s, 5m, 1h or 500ms'],
    seenBySchema: true,
  },
  {
    name: 'a misspelt word',
    edits: { 13: '    kind: sync\n    conflicts: rigth' },
    faults: [
      '14:5 integrations.incidents.conflicts: "rigth" is not one of hold, left, right, newest; did you mean `right`?',
    ],
    seenBySchema: true,
  },
  {
    name: 'a word that is not in the list',
    edits: { 13: '    kind: sync\n    conflicts: ask' },
    faults: ['14:5 integrations.incidents.conflicts: "ask" is not one of hold, left, right, newest'],
    seenBySchema: true,
  },
  {
    name: 'a key without value',
    edits: { 13: '    kind: sync\n    deletes:' },
    faults: ['14:5 integrations.incidents.deletes: an empty value is not one of keep, unlink, close, delete'],
    seenBySchema: true,
  },
  {
    name: 'enabled as text',
    edits: { 13: '    kind: sync\n    enabled: "yes"' },
    faults: ['14:5 integrations.incidents.enabled: "yes" is neither true nor false; write one of them without quotes'],
    seenBySchema: true,
  },
  {
    name: 'a backfill that is no date',
    edits: { 13: '    kind: sync\n    backfill: yesterday' },
    faults: [
      '14:5 integrations.incidents.backfill: "yesterday" is neither all, none nor a date; write a date as 2024-01-31',
    ],
    seenBySchema: true,
  },
  {
    name: 'a date that is in no calendar',
    edits: { 13: '    kind: sync\n    backfill: 2024-02-31' },
    faults: [
      '14:5 integrations.incidents.backfill: "2024-02-31" is not a date of the calendar; write it as 2024-01-31',
    ],
    seenBySchema: false,
  },
  {
    name: 'match with one side',
    edits: { 13: '    kind: sync\n    match: { left: key }' },
    faults: ['14:5 integrations.incidents.match.right: `right` is missing; write a field on the right, or `key`'],
    seenBySchema: true,
  },
  {
    name: 'a delete limit out of range',
    edits: { 13: '    kind: sync\n    deleteLimit: { percent: 500, items: 1.5 }' },
    faults: [
      '14:20 integrations.incidents.deleteLimit.percent: 500 is not a number from 0 to 100',
      '14:34 integrations.incidents.deleteLimit.items: 1.5 is not a whole number from 0 to 1000000',
    ],
    seenBySchema: true,
  },
  {
    name: 'a connection that there is not',
    edits: { 14: '    left: { connection: jria, project: BENCH }' },
    faults: ['14:13 integrations.incidents.left.connection: there is no connection "jria"; did you mean `jira`?'],
    seenBySchema: false,
  },
  {
    name: "another connector's key for the container",
    edits: { 14: '    left: { connection: jira, table: BENCH }' },
    faults: [
      '14:31 integrations.incidents.left.table: unknown key `table`; a Jira side names its container by `project`',
    ],
    seenBySchema: false,
  },
  {
    name: 'an empty filter',
    edits: { 14: '    left: { connection: jira, project: BENCH, filter: "" }' },
    faults: [
      '14:47 integrations.incidents.left.filter: "" is empty; write a filter in the tool\'s own query language, or leave the key out',
    ],
    seenBySchema: true,
  },
  {
    name: 'a container as number',
    edits: { 14: '    left: { connection: jira, project: 10000 }' },
    faults: ['14:31 integrations.incidents.left.project: 10000 is not text; put it in quotes'],
    seenBySchema: true,
  },
  {
    name: 'one container on both sides',
    edits: { 15: '    right: { connection: jira, project: bench }' },
    faults: [
      '15:5 integrations.incidents.right: is the container that `left` names already; write the container to keep in step with it',
    ],
    seenBySchema: false,
  },
  {
    name: 'no left side',
    edits: { 14: '' },
    faults: ['12:3 integrations.incidents.left: `left` is missing; write `{ connection: …, project: … }`'],
    seenBySchema: true,
  },
  {
    name: 'no items',
    edits: { 16: '', 17: '', 18: '', 19: '', 20: '' },
    faults: ['12:3 integrations.incidents.items: `items` is missing; begin each entry with `- left:`'],
    seenBySchema: true,
  },
  {
    name: 'an empty list of items',
    edits: { 16: '    items: []', 17: '', 18: '', 19: '', 20: '' },
    faults: [
      '16:5 integrations.incidents.items: a list is empty; write at least one entry with left, right and fields',
    ],
    seenBySchema: true,
  },
  {
    name: 'an empty list of fields',
    edits: { 19: '        fields: []', 20: '' },
    faults: ['19:9 integrations.incidents.items[0].fields: a list is empty; write at least one `- [left, right]`'],
    seenBySchema: true,
  },
  {
    name: 'three fields in a row',
    edits: { 20: '          - [a, b, c]' },
    faults: ['20:13 integrations.incidents.items[0].fields[0]: a list is not a pair; write [left field, right field]'],
    seenBySchema: true,
  },
  {
    name: 'one field in a row',
    edits: { 20: '          - [a]' },
    faults: ['20:13 integrations.incidents.items[0].fields[0]: too few values; write the id or name of a field'],
    seenBySchema: true,
  },
  {
    name: 'a row that is text',
    edits: { 20: '          - summary' },
    faults: [
      '20:13 integrations.incidents.items[0].fields[0]: "summary" is no field rule; write [left, right] or { left: …, right: … }',
    ],
    seenBySchema: true,
  },
  {
    name: 'a misspelt side of a row',
    edits: { 20: '          - { left: a, rigth: b }' },
    faults: ['20:24 integrations.incidents.items[0].fields[0].rigth: unknown key `rigth`; did you mean `right`?'],
    seenBySchema: true,
  },
  {
    name: 'a row without fields',
    edits: { 20: '          - { direction: right }' },
    faults: ['20:13 integrations.incidents.items[0].fields[0]: names no field; write `left`, `right` or both'],
    seenBySchema: false,
  },
  {
    name: 'a row with one side and no expression',
    edits: { 20: '          - { right: b }' },
    faults: [
      '20:13 integrations.incidents.items[0].fields[0]: has no field on the left; add `left`, or compute the value by `toRight`',
    ],
    seenBySchema: false,
  },
  {
    name: 'a computed field with another direction',
    edits: { 20: '          - { right: b, toRight: item.key, direction: both }' },
    faults: [
      '20:44 integrations.incidents.items[0].fields[0].direction: is both, and there is no field on the left; write right or leave it out',
    ],
    seenBySchema: false,
  },
  {
    name: 'an expression for a side without field',
    edits: { 20: '          - { right: b, toRight: item.key, toLeft: value }' },
    faults: [
      '20:44 integrations.incidents.items[0].fields[0].toLeft: there is no field on the left to write to; add `left`, or remove `toLeft`',
    ],
    seenBySchema: false,
  },
  {
    name: 'values with one side',
    edits: { 20: '          - { left: b, toLeft: item.key, values: { a: b } }' },
    faults: [
      '20:42 integrations.incidents.items[0].fields[0].values: needs a field on both sides; remove it or add `right`',
    ],
    seenBySchema: false,
  },
  {
    name: 'an expression for a side that is never written',
    edits: { 20: '          - { left: a, right: b, direction: right, toLeft: value }' },
    faults: [
      '20:52 integrations.incidents.items[0].fields[0].toLeft: the left is never written, because `direction` is right; remove it, or write `direction: both`',
    ],
    seenBySchema: false,
  },
  {
    name: 'a transition for a side that is never written',
    edits: {
      20: '          - { left: a, right: b, direction: right, transition: { left: { Done: { resolution: Done } } } }',
    },
    faults: [
      '20:66 integrations.incidents.items[0].fields[0].transition.left: the left is never written, because `direction` is right; remove it, or write `direction: both`',
    ],
    seenBySchema: false,
  },
  {
    name: 'an expression that does not parse',
    edits: { 20: '          - { left: a, right: b, toRight: "$join(value" }' },
    faults: [
      '20:34 integrations.incidents.items[0].fields[0].toRight: does not parse as JSONata at character 11: Expected ")" before end of expression',
    ],
    seenBySchema: false,
  },
  {
    name: 'a condition that does not parse',
    edits: { 18: '        right: incident\n        when: { left: "item.fields.x = " }' },
    faults: [
      '19:17 integrations.incidents.items[0].when.left: does not parse as JSONata at character 16: Unexpected end of expression',
    ],
    seenBySchema: false,
  },
  {
    name: 'no values',
    edits: { 20: '          - { left: a, right: b, values: {} }' },
    faults: [
      '20:34 integrations.incidents.items[0].fields[0].values: is empty; write a left value and its right value, or remove it',
    ],
    seenBySchema: false,
  },
  {
    name: 'a value as number',
    edits: { 20: '          - { left: a, right: b, values: { High: 1 } }' },
    faults: [
      '20:44 integrations.incidents.items[0].fields[0].values.High: 1 is neither a value nor a list of values; write them in quotes',
    ],
    seenBySchema: true,
  },
  {
    name: 'a left value twice',
    edits: {
      20: '          - left: a\n            right: b\n            values:\n              High: "1"\n              High: "2"',
    },
    faults: ['24:15 integrations.incidents.items[0].fields[0].values.High: given in line 23 already; remove one'],
    seenBySchema: false,
  },
  {
    name: 'a transition to a status that is not mapped',
    edits: {
      20: '          - { left: a, right: b, values: { Done: "6" }, transition: { right: { "7": { close_code: x } } } }',
    },
    faults: [
      '20:80 integrations.incidents.items[0].fields[0].transition.right.7: "7" is not among the right `values`; add it to `values`, or write one of 6',
    ],
    seenBySchema: false,
  },
  {
    name: 'a misspelt side of a transition',
    edits: { 20: '          - { left: a, right: b, transition: { rihgt: { "7": { close_code: x } } } }' },
    faults: [
      '20:48 integrations.incidents.items[0].fields[0].transition.rihgt: unknown key `rihgt`; did you mean `right`?',
    ],
    seenBySchema: true,
  },
  {
    name: 'one field written by two rows',
    edits: { 21: '          - [description, short_description]\n' },
    faults: [
      '21:13 integrations.incidents.items[0].fields[1]: writes `short_description` on the right, as line 20 does; remove one, or give it a `direction` away from it',
    ],
    seenBySchema: false,
  },
  {
    name: 'two rows for the same fields',
    edits: {
      20: '          - { left: a, right: b, direction: right }\n          - { left: a, right: b, direction: left }',
    },
    faults: [
      '21:13 integrations.incidents.items[0].fields[1]: joins the same fields as line 20; make it one rule with `toLeft` and `toRight`',
    ],
    seenBySchema: false,
  },
  {
    name: 'an entry of items that is never reached',
    edits: {
      21: '      - left: Task\n        right: incident\n        fields:\n          - [summary, short_description]\n',
    },
    faults: [
      '21:9 integrations.incidents.items[1]: is never reached: the entry of line 17 takes the same items; give that one a `when`',
    ],
    seenBySchema: false,
  },
  {
    name: 'comments as a word',
    edits: { 18: '        right: incident\n        comments: yes' },
    faults: [
      '19:9 integrations.incidents.items[0].comments: "yes" is not a rule for comments; write true, false or { public: comments, internal: work_notes }',
    ],
    seenBySchema: true,
  },
  {
    name: 'a misspelt kind of comment',
    edits: { 18: '        right: incident\n        comments: { privat: work_notes }' },
    faults: [
      '19:21 integrations.incidents.items[0].comments.privat: unknown key `privat`; known here: public, internal',
    ],
    seenBySchema: true,
  },
  {
    name: 'a size without unit',
    edits: { 18: '        right: incident\n        attachments: { maxSize: 100 }' },
    faults: ['19:24 integrations.incidents.items[0].attachments.maxSize: 100 is not a size; write 500kB, 100MB or 1GB'],
    seenBySchema: true,
  },
  {
    name: 'a list of users',
    edits: { 13: '    kind: sync\n    users: [alice]' },
    faults: [
      '14:5 integrations.incidents.users: a list is not a mapping; write left accounts or e-mails and right users',
    ],
    seenBySchema: true,
  },
  {
    name: 'a misspelt side of onCreate',
    edits: { 18: '        right: incident\n        onCreate: { rigth: { caller_id: x } }' },
    faults: ['19:21 integrations.incidents.items[0].onCreate.rigth: unknown key `rigth`; did you mean `right`?'],
    seenBySchema: true,
  },
  {
    name: 'two syncs between the same containers',
    edits: {
      21: '  again:\n    kind: sync\n    left: { connection: jira, project: BENCH }\n    right: { connection: snow, table: incident }\n    items: [{ left: any, right: any, fields: [[a, b]] }]\n',
    },
    faults: [
      '21:3 integrations.again: BENCH (jira) and incident (snow) are kept in step by `incidents` already, and an item has one partner in a container; put these entries under `items` of `incidents`',
    ],
    seenBySchema: false,
  },
  {
    name: 'a ring of three containers',
    edits: {
      21: '  second:\n    kind: sync\n    left: { connection: snow, table: incident }\n    right: { connection: snow, table: problem }\n    items: [{ left: any, right: any, fields: [[a, b]] }]\n  third:\n    kind: sync\n    left: { connection: snow, table: problem }\n    right: { connection: jira, project: BENCH }\n    items: [{ left: any, right: any, fields: [[a, b]] }]\n',
    },
    faults: [
      '26:3 integrations.third: closes a ring with `second`, `incidents`: problem (snow) – incident (snow) – BENCH (jira) – problem (snow); a change would come round to where it began. Remove one of them',
    ],
    seenBySchema: false,
  },
  {
    name: 'a regular expression that may take for ever',
    edits: { 20: '          - { left: a, right: b, toRight: "$match(value, /(?=a)b/)" }' },
    faults: [
      '20:34 integrations.incidents.items[0].fields[0].toRight: cannot be used: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    ],
    seenBySchema: false,
  },
  {
    name: 'a trigger on a connection that there is not',
    edits: { 21: '  announce:\n    kind: flow\n    trigger: { connection: jria }\n' },
    faults: ['23:16 integrations.announce.trigger.connection: there is no connection "jria"; did you mean `jira`?'],
    seenBySchema: false,
  },
  {
    name: 'a name with a space',
    edits: { 12: '  "in cidents":' },
    faults: [
      '12:3 integrations["in cidents"]: "in cidents" is not a name; use letters, digits, `-`, `_` and `.`, at most 64, beginning with a letter or digit',
    ],
    seenBySchema: true,
  },
  {
    name: 'many faults at once',
    edits: {
      5: '    url: x',
      6: '    auth: { kind: basic, username: a, password: "${NOPE}" }',
      13: '    kind: sync\n    delay: 5\n    conflict: hold',
      15: '    right: { connection: snwo, table: incident }',
      20: '          - { left: a, toRight: ")" }',
    },
    faults: [
      '5:5 connections.jira.url: "x" is not an address; write https://host, https://host:port or https://host/path',
      '6:39 connections.jira.auth.password: the variable NOPE is not set; set it where this command runs',
      '14:5 integrations.incidents.delay: 5 is not a duration; write 60s, 5m, 1h or 500ms',
      '15:5 integrations.incidents.conflict: unknown key `conflict`; did you mean `conflicts`?',
      '17:14 integrations.incidents.right.connection: there is no connection "snwo"; did you mean `snow`?',
      '22:24 integrations.incidents.items[0].fields[0].toRight: does not parse as JSONata at character 1: The symbol ")" cannot be used as a unary operator',
      '22:24 integrations.incidents.items[0].fields[0].toRight: there is no field on the right to write to; add `right`, or remove `toRight`',
    ],
    seenBySchema: true,
  },
];
