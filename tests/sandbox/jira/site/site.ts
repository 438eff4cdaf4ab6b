import type { Account } from './account.js';
import type { Field } from './field.js';
import type { IssueType } from './issue-type.js';
import type { LinkType } from './link-type.js';
import type { Option } from './option.js';
import type { Project } from './project.js';
import type { Status } from './status.js';
import type { Workflow } from './workflow.js';

/** The two Jiras; they keep the same things and show them through different APIs. */
export type Deployment = 'cloud' | 'datacenter';

/** Everything an administrator of the site has set up; issues live in the store. */
export interface Site {
  readonly deployment: Deployment;
  /** On Data Center the server id. */
  readonly cloudId: string;
  /** The address in `serverInfo` and, where a request names no host, of every `self`. */
  readonly baseUrl: string;
  readonly title: string;
  readonly accounts: readonly Account[];
  readonly projects: readonly Project[];
  readonly issueTypes: readonly IssueType[];
  readonly statuses: readonly Status[];
  readonly priorities: readonly Option[];
  readonly resolutions: readonly Option[];
  readonly fields: readonly Field[];
  readonly linkTypes: readonly LinkType[];
  readonly workflows: Readonly<Record<string, Workflow>>;
}
