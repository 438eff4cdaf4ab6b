import { audit } from './audit.js';
import { conflicts } from './conflicts.js';
import { connections } from './connections.js';
import { dashboard } from './dashboard.js';
import { items } from './items.js';
import { lists } from './lists.js';
import { mapping } from './mapping.js';
import { paused } from './paused.js';
import { people } from './people.js';
import { runs } from './runs.js';
import { setup } from './setup.js';
import { shell } from './shell.js';
import { system } from './system.js';
import { verify } from './verify.js';

/** Every word that the pages say, in one place: what is said alike is written once, and can be translated. */
export const WORDS = {
  product: 'Syncline',
  loading: 'Loading',
  refresh: 'Refresh',
  tryAgain: 'Try again',
  signOut: 'Sign out',
  version: (version: string) => `Version ${version}`,
  moments: { now: 'just now', never: 'never' },
  trouble: {
    unreachable: 'The Syncline server does not answer',
    unreachableHelp: 'Check that it runs and that this browser can reach it, then try again.',
    refused: 'This cannot be shown',
    outsideOfJira: 'This page opens inside Jira',
    outsideOfJiraHelp: 'Open it from Manage apps, or open the server’s own address to sign in there.',
  },
  signIn: {
    title: 'Sign in to Syncline',
    name: 'Name',
    password: 'Password',
    submit: 'Sign in',
    byProvider: 'Sign in with your organisation',
    byJira: 'Sign in with Jira',
    windowRefused: 'The browser has opened no window. Allow windows of this page and try again.',
    byToken: 'Use an access token instead',
    byName: 'Use name and password instead',
    token: 'Access token',
    tokenHelp: '"syncline token create" makes one.',
    nameHelp: 'The first start of the server prints a link to set up the first account.',
    wrongToken: 'The server does not know this token, or it has ended.',
  },
  arrival: {
    otherVersion: 'These pages and the server are of different versions',
    otherVersionHelp: (version: string) =>
      `The server is version ${version}. Update the app in Jira to the one that belongs to it, or the server.`,
    notPaired: 'Syncline is being set up. An administrator of Jira connects it in Manage apps.',
    pairInManageApps: 'Syncline is not connected to its server yet. Open Configure in Manage apps.',
  },
  pairing: {
    title: 'Connect this Jira to your Syncline server',
    why: (site: string) =>
      `The app is installed in ${site}. Until you show that the server is yours, nobody here sees anything of it.`,
    how: 'On the server, run:',
    code: 'Code',
    codeHelp: 'It works once, within an hour. Small letters, spaces and dashes do not matter.',
    submit: 'Connect',
  },
  licence: {
    titles: {
      'not required': '',
      active: '',
      evaluation: '',
      development: '',
      unknown: 'The licence cannot be checked',
      expired: 'The licence has expired',
      none: 'There is no licence',
    },
    states: {
      active: 'Licensed',
      evaluation: 'Evaluation',
      development: 'Development licence',
      unknown: 'Licence unknown',
      expired: 'Licence expired',
      none: 'No licence',
    },
    readOnly: 'Everything can be looked at, verified and exported; nothing can be changed.',
    open: 'Nothing is closed yet.',
    runsUntil: (day: string) => `Integrations run until ${day}.`,
    paused: 'Integrations are paused. Nothing is deleted.',
    get: 'Get a licence',
  },
  shell,
  lists,
  conflicts,
  items,
  connections,
  paused,
  people,
  audit,
  system,
  setup,
  runs,
  mapping,
  dashboard,
  verify,
  panel: {
    noIssue: 'Open an issue to see its partner here.',
    nothing: 'No integration looks after this issue.',
    states: { equal: 'In step', waiting: 'On its way', held: 'Needs a decision', failed: 'Refused', paused: 'Paused' },
    refused: 'The other tool refuses it',
    paused: 'Paused',
    item: 'One of the two is gone',
    bothChanged: (key: string, value: string, other: string, otherValue: string) =>
      `Both were changed: ${key} to ${value}, ${other} to ${otherValue}`,
    bothDiffer: (key: string, value: string, other: string, otherValue: string) =>
      `${key} has ${value}, ${other} has ${otherValue}`,
    decide: 'Decide',
    keep: (key: string) => `Take that of ${key}`,
    unlink: 'Unlink',
    unlinkHelp: 'Both items stay as they are, and are kept in step no more.',
    syncedAt: (moment: string) => `Last sync ${moment}`,
    syncNow: 'Sync now',
    notIn: (integration: string) => `No partner in ${integration}`,
    reasons: {
      paused: 'Paused',
      'not started': 'Not started',
      ended: 'Ended',
      mapping: 'No mapping',
      filter: 'Left out',
      'not created': 'One way',
      problem: 'Problem',
      'next run': 'On its way',
    },
    create: 'Create partner',
  },
  values: { empty: 'empty', yes: 'yes', no: 'no' },
} as const;
