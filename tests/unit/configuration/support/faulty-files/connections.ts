import type { FaultyFile } from './faulty-file.js';

/** Files with something wrong above `integrations`. */
export const faultyConnections: readonly FaultyFile[] = [
  {
    name: 'an unknown key at the top',
    edits: { 1: 'version: 1\nconnection: {}' },
    faults: ['2:1 connection: unknown key `connection`; did you mean `connections`?'],
    seenBySchema: true,
  },
  {
    name: 'another version',
    edits: { 1: 'version: 2' },
    faults: ['1:1 version: 2 is not a version of this file; write 1'],
    seenBySchema: true,
  },
  {
    name: 'no version',
    edits: { 1: '' },
    faults: ['1:1 version: `version` is missing; write 1'],
    seenBySchema: true,
  },
  {
    name: 'the version as text',
    edits: { 1: 'version: "1"' },
    faults: ['1:1 version: "1" is not a version of this file; write 1'],
    seenBySchema: true,
  },
  {
    name: 'a host with scheme and path',
    edits: { 1: 'version: 1\noutgoing: ["https://example.com/x"]' },
    faults: [
      '2:12 outgoing[0]: "https://example.com/x" is not a host; write example.com or example.com:8443, without scheme and path',
    ],
    seenBySchema: true,
  },
  {
    name: 'a list of connections',
    edits: { 2: 'connections: []\nx-old:' },
    faults: [
      '2:1 connections: a list is not a mapping; write connections by name',
      '3:1 x-old: unknown key `x-old`; known here: version, outgoing, connections, integrations',
    ],
    seenBySchema: true,
  },
  {
    name: 'a name with a space',
    edits: { 3: '  "my jira":', 14: '    left: { connection: "my jira", project: BENCH }' },
    faults: [
      '3:3 connections["my jira"]: "my jira" is not a name; use letters, digits, `-`, `_` and `.`, at most 64, beginning with a letter or digit',
    ],
    seenBySchema: true,
  },
  {
    name: 'unknown connector',
    edits: { 4: '    connector: jirra' },
    faults: ['4:5 connections.jira.connector: "jirra" is not a connector; did you mean `jira`?'],
    seenBySchema: false,
  },
  {
    name: 'no connector',
    edits: { 4: '' },
    faults: ['3:3 connections.jira.connector: `connector` is missing; write the name of a connector, such as jira'],
    seenBySchema: true,
  },
  {
    name: 'an address without scheme',
    edits: { 5: '    url: example.atlassian.net' },
    faults: [
      '5:5 connections.jira.url: "example.atlassian.net" is not an address; write https://host, https://host:port or https://host/path',
    ],
    seenBySchema: false,
  },
  {
    name: 'an address of another protocol',
    edits: { 5: '    url: ftp://example.com' },
    faults: [
      '5:5 connections.jira.url: "ftp://example.com" is not an address; write https://host, https://host:port or https://host/path',
    ],
    seenBySchema: false,
  },
  {
    name: 'credentials in the address',
    edits: { 5: '    url: https://me:hunter2@example.com' },
    faults: ['5:5 connections.jira.url: this value holds credentials; write them under `auth`'],
    seenBySchema: false,
  },
  {
    name: 'a query in the address',
    edits: { 5: '    url: https://example.com/?token=hunter2' },
    faults: ['5:5 connections.jira.url: this value has a query or a fragment; write the address up to the path only'],
    seenBySchema: false,
  },
  {
    name: 'plain http beyond this machine',
    edits: { 5: '    url: http://jira.example.com' },
    faults: [
      '5:5 connections.jira.url: "http://jira.example.com" would send the credentials in clear; use https, or set `insecure: true` if the network is yours',
    ],
    seenBySchema: false,
  },
  {
    name: 'insecure as text',
    edits: { 5: '    url: http://jira.example.com\n    insecure: "yes"' },
    faults: ['6:5 connections.jira.insecure: "yes" is neither true nor false; write one of them without quotes'],
    seenBySchema: true,
  },
  {
    name: 'no auth',
    edits: { 6: '' },
    faults: ['3:3 connections.jira.auth: `auth` is missing; write { kind: basic, username: …, password: "${NAME}" }'],
    seenBySchema: true,
  },
  {
    name: 'auth as text',
    edits: { 6: '    auth: hunter2' },
    faults: [
      '6:5 connections.jira.auth: this value is not a mapping; write { kind: basic, username: …, password: "${NAME}" }',
    ],
    seenBySchema: true,
  },
  {
    name: 'a misspelt kind of auth',
    edits: { 6: '    auth: { kind: basci, username: a, password: "${JIRA_TOKEN}" }' },
    faults: [
      '6:13 connections.jira.auth.kind: this value is not one of none, basic, token, oauth2, app; did you mean `basic`?',
    ],
    seenBySchema: true,
  },
  {
    name: 'a kind of auth that the connector has not',
    edits: { 10: '    auth: { kind: token, token: "${JIRA_TOKEN}" }' },
    faults: ['10:13 connections.snow.auth.kind: ServiceNow does not sign in by token; write one of basic'],
    seenBySchema: false,
  },
  {
    name: 'no password',
    edits: { 6: '    auth: { kind: basic, username: a@example.com }' },
    faults: ['6:5 connections.jira.auth.password: `password` is missing; basic needs it'],
    seenBySchema: false,
  },
  {
    name: 'a misspelt field of auth',
    edits: { 6: '    auth: { kind: basic, username: a, pasword: "${JIRA_TOKEN}" }' },
    faults: ['6:39 connections.jira.auth.pasword: unknown key `pasword`; did you mean `password`?'],
    seenBySchema: false,
  },
  {
    name: 'no space after the colon',
    edits: { 6: '    auth: { kind: basic, username: a, password:hunter2 }' },
    faults: [
      '6:39 connections.jira.auth["password…"]: unknown key `password…`; is a colon or the space after it missing?',
    ],
    seenBySchema: true,
  },
  {
    name: 'a number for a password',
    edits: { 6: '    auth: { kind: basic, username: a, password: 12345 }' },
    faults: ['6:39 connections.jira.auth.password: this value is not text; put it in quotes'],
    seenBySchema: true,
  },
  {
    name: 'a variable that is not set',
    edits: { 6: '    auth: { kind: basic, username: a, password: "${NOT_THERE}" }' },
    faults: ['6:39 connections.jira.auth.password: the variable NOT_THERE is not set; set it where this command runs'],
    seenBySchema: false,
  },
  {
    name: "Syncline's own settings as variables",
    edits: { 6: '    auth: { kind: basic, username: "${DATABASE_URL}", password: "${SYNCLINE_SECRET_KEY}" }' },
    faults: [
      '6:26 connections.jira.auth.username: ${DATABASE_URL} is a setting of Syncline itself and is never read here; use a variable of its own',
      '6:55 connections.jira.auth.password: ${SYNCLINE_SECRET_KEY} is a setting of Syncline itself and is never read here; use a variable of its own',
    ],
    seenBySchema: false,
  },
  {
    name: 'a variable that cannot be one',
    edits: { 6: '    auth: { kind: basic, username: a, password: "${hunter 2}" }' },
    faults: [
      '6:39 connections.jira.auth.password: what stands in the braces is not the name of a variable; write "${NAME}" with letters, digits and _',
    ],
    seenBySchema: false,
  },
  {
    name: "another connection's secret",
    edits: { 6: '    auth: { kind: basic, username: a, password: "${secret:snow/password}" }' },
    faults: [
      '6:39 connections.jira.auth.password: a stored secret stays in its own place; write "${secret:jira/password}"',
    ],
    seenBySchema: false,
  },
  {
    name: 'a stored secret for what is public',
    edits: { 6: '    auth: { kind: basic, username: "${secret:jira/username}", password: "${JIRA_TOKEN}" }' },
    faults: ['6:26 connections.jira.auth.username: `username` is not stored as a secret; write it here'],
    seenBySchema: false,
  },
  {
    name: 'a variable outside auth',
    edits: { 5: '    url: "https://${JIRA_TOKEN}"' },
    faults: [
      '5:5 connections.jira.url: variables and secrets are read where a secret stands only, as in `auth`; write the value itself',
    ],
    seenBySchema: false,
  },
  {
    name: 'limits out of range',
    edits: {
      6: '    auth: { kind: basic, username: a, password: "${JIRA_TOKEN}" }\n    limits: { concurrency: 0, requestsPerSecond: fast }',
    },
    faults: [
      '7:15 connections.jira.limits.concurrency: 0 is not a whole number from 1 to 1000',
      '7:31 connections.jira.limits.requestsPerSecond: this value is not a number above 0',
    ],
    seenBySchema: true,
  },
  {
    name: 'a key in the wrong case',
    edits: { 6: '    auth: { kind: basic, username: a, password: "${JIRA_TOKEN}" }\n    readonly: true' },
    faults: ['7:5 connections.jira.readonly: unknown key `readonly`; did you mean `readOnly`?'],
    seenBySchema: false,
  },
  {
    name: 'a misspelt option of the connector',
    edits: { 10: '    auth: { kind: basic, username: syncline, password: "${SERVICENOW_PASSWORD}" }\n    pagesize: 5' },
    faults: ['11:5 connections.snow.pagesize: unknown key `pagesize`; did you mean `pageSize`?'],
    seenBySchema: false,
  },
  {
    name: 'a wrong option of the connector',
    edits: {
      10: '    auth: { kind: basic, username: syncline, password: "${SERVICENOW_PASSWORD}" }\n    pageSize: many',
    },
    faults: ['11:5 connections.snow.pageSize: this value is not a whole number'],
    seenBySchema: false,
  },
];
