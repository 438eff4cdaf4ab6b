export { appAccount, type InstalledApp } from './apps/index.js';
export { type JiraLogEntry, JiraSandbox, type JiraSandboxOptions } from './jira-sandbox.js';
export type { JiraMannerId, JiraManners, JiraMannerTable } from './manners/index.js';
export { type As, type IssueState, type PersonFields, plainDocument } from './people/index.js';
export { type SeedOptions, seedJira } from './seed/index.js';
export type { Account, DefaultSiteOptions, Site } from './site/index.js';
export type { WebhookDelivery, WebhookSubscription } from './webhooks/index.js';
