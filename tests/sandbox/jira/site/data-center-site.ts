import type { Field, FieldKind } from './field.js';
import type { Site } from './site.js';

/** Fields that only Cloud has. */
const CLOUD_ONLY = new Set(['statusCategory', 'statuscategorychangedate']);
const OTHER_KINDS: Partial<Record<FieldKind, FieldKind>> = { textarea: 'wiki', user: 'username' };
const FIRST_USER_KEY = 10_100;

const EPIC_LINK: Field = {
  id: 'customfield_10014',
  name: 'Epic Link',
  kind: 'text',
  schema: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-epic-link', customId: 10_014 },
  clauseNames: ['cf[10014]'],
  isCustom: true,
  isNavigable: true,
  isSmall: true,
  isRequired: false,
  settable: 'always',
  isDeleted: false,
};

/** The same site as Data Center keeps it: people have user keys, rich text is wiki markup, epics are linked by a field. */
export function asDataCenter(site: Site, { baseUrl, cloudId }: { baseUrl?: string; cloudId?: string }): Site {
  const userKeys = new Map(
    site.accounts.map(({ accountId }, index) => [accountId, `JIRAUSER${FIRST_USER_KEY + index}`]),
  );
  const keyOf = (accountId: string) => userKeys.get(accountId) ?? accountId;
  return {
    ...site,
    deployment: 'datacenter',
    cloudId: cloudId ?? 'B8QX-3TFS-4G9K-2HJM',
    baseUrl: baseUrl ?? 'https://jira.example.com',
    accounts: site.accounts.map((account) => ({ ...account, accountId: keyOf(account.accountId) })),
    projects: site.projects.map((project) => ({ ...project, leadAccountId: keyOf(project.leadAccountId) })),
    fields: [
      ...site.fields
        .filter(({ id }) => !CLOUD_ONLY.has(id))
        .map((field) => ({ ...field, kind: OTHER_KINDS[field.kind] ?? field.kind })),
      { ...EPIC_LINK },
    ],
  };
}
