import type { Account } from './account.js';
import { asDataCenter } from './data-center-site.js';
import { defaultAccounts } from './default-accounts.js';
import { defaultFields } from './default-fields.js';
import type { Option } from './option.js';
import type { Project } from './project.js';
import type { Deployment, Site } from './site.js';
import { DONE, IN_PROGRESS, TO_DO } from './status.js';
import type { Workflow } from './workflow.js';

export interface DefaultSiteOptions {
  /** `cloud` by default. */
  readonly deployment?: Deployment;
  readonly baseUrl?: string;
  readonly cloudId?: string;
  /** Password of `sync@example.com`. */
  readonly syncToken?: string;
  /** Keys of further projects like BENCH, for tests that run side by side. */
  readonly projectKeys?: readonly string[];
}

/**
 * A service company's site: projects BENCH and IT (reviewed workflow), NET (simple workflow, where issues move to) and
 * HR (seen by the administrator alone).
 */
export function defaultSite(options: DefaultSiteOptions = {}): Site {
  return options.deployment === 'datacenter' ? asDataCenter(cloudSite(options), options) : cloudSite(options);
}

function cloudSite(options: DefaultSiteOptions): Site {
  const accounts = defaultAccounts(options.syncToken);
  const keys: readonly (readonly [string, string, string])[] = [
    ['BENCH', 'Service operations', 'reviewed'],
    ['IT', 'IT service', 'reviewed'],
    ['NET', 'Network', 'simple'],
    ['HR', 'Human resources', 'simple'],
    ...(options.projectKeys ?? []).map((key) => [key, `Project ${key}`, 'reviewed'] as const),
  ];
  return {
    deployment: 'cloud',
    cloudId: options.cloudId ?? '07779958-e747-4285-ad18-0f5252a97b00',
    baseUrl: options.baseUrl ?? 'https://sandbox.atlassian.net',
    title: 'Sandbox',
    accounts,
    projects: keys.map(([key, name, workflow], index) => project(index, key, name, workflow, accounts)),
    issueTypes: [
      { id: '10001', name: 'Task', description: 'A small, distinct piece of work.', avatarId: 10318, isSubtask: false },
      { id: '10002', name: 'Bug', description: 'A problem or error.', avatarId: 10303, isSubtask: false },
      { id: '10003', name: 'Story', description: 'A user goal.', avatarId: 10315, isSubtask: false },
      { id: '10004', name: 'Sub-task', description: 'Part of a larger task.', avatarId: 10316, isSubtask: true },
    ],
    statuses: [
      { id: '10000', name: 'To Do', category: TO_DO },
      { id: '10001', name: 'In Progress', category: IN_PROGRESS },
      { id: '10002', name: 'In Review', category: IN_PROGRESS },
      { id: '10003', name: 'Done', category: DONE },
    ],
    priorities: [
      priority('1', 'Highest', '#d04437', 'This problem will block progress.'),
      priority('2', 'High', '#f15C75', 'Serious problem that could block progress.'),
      priority('3', 'Medium', '#f79232', 'Has the potential to affect progress.'),
      priority('4', 'Low', '#707070', 'Minor problem or easily worked around.'),
      priority('5', 'Lowest', '#999999', 'Trivial problem with little or no impact on progress.'),
    ],
    resolutions: [
      { id: '10000', name: 'Done', description: 'Work has been completed on this issue.', isDisabled: false },
      { id: '10001', name: "Won't Do", description: "This issue won't be actioned.", isDisabled: false },
      {
        id: '10002',
        name: 'Duplicate',
        description: 'The problem is a duplicate of another issue.',
        isDisabled: false,
      },
    ],
    fields: defaultFields(),
    linkTypes: [
      { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
      { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
      { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
      { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
    ],
    workflows: { reviewed: REVIEWED, simple: SIMPLE },
  };
}

/** Done is entered from In Review alone and asks for a resolution; from In Progress it takes two hops. */
const REVIEWED: Workflow = {
  initialStatusId: '10000',
  transitions: [
    { id: '11', name: 'Start progress', from: '10000', to: '10001', requires: [] },
    { id: '21', name: 'Stop progress', from: '10001', to: '10000', requires: [] },
    { id: '31', name: 'Ask for review', from: '10001', to: '10002', requires: [] },
    { id: '41', name: 'Ask for changes', from: '10002', to: '10001', requires: [] },
    { id: '51', name: 'Approve', from: '10002', to: '10003', requires: ['resolution'] },
    { id: '61', name: 'Reopen', from: '10003', to: '10000', requires: [] },
  ],
};

/** Every status from every status, as a fresh Jira project has it. */
const SIMPLE: Workflow = {
  initialStatusId: '10000',
  transitions: [
    { id: '11', name: 'To Do', to: '10000', requires: [] },
    { id: '21', name: 'In Progress', to: '10001', requires: [] },
    { id: '31', name: 'In Review', to: '10002', requires: [] },
    { id: '41', name: 'Done', to: '10003', requires: [] },
  ],
};

function project(index: number, key: string, name: string, workflow: string, accounts: readonly Account[]): Project {
  const componentNames = ['Network', 'Hardware', 'Software', 'Access'];
  return {
    id: String(10_000 + index),
    key,
    name,
    description: `${name} of the sandbox`,
    leadAccountId: accounts[1]?.accountId ?? '',
    issueTypeIds: ['10001', '10002', '10003', '10004'],
    workflow,
    components: componentNames.map((component, at) => ({ id: String(10_000 + index * 10 + at), name: component })),
  };
}

function priority(id: string, name: string, statusColor: string, description: string): Option {
  return { id, name, statusColor, description, isDisabled: false, icon: `${name.toLowerCase()}_new.svg` };
}
