import { z } from 'zod';
import { ConfigurationError, NotFoundError, RefusedError } from '../../../shared/index.js';
import type { ContainerSchema, DescribedOption } from '../../sdk/index.js';
import {
  type CreateField,
  createFieldPage,
  issueTypePage,
  namedChoice,
  project,
  siteField,
  typeStatuses,
} from '../answers/metadata.js';
import { commentChannels } from '../comments/channels.js';
import type { Dialect } from '../dialect/dialect.js';
import type { JiraApi } from '../jira-api.js';
import { namedOption, statusChoice } from './choices.js';
import { everyPage } from './every-page.js';
import { fieldDescriptors } from './field-descriptors.js';

/**
 * What can be mapped in a project, as the account sees it.
 * @throws ConfigurationError when the project is not there or not visible.
 */
export async function describeContainer(dialect: Dialect, key: string, signal: AbortSignal): Promise<ContainerSchema> {
  const { api } = dialect;
  const path = `/project/${encodeURIComponent(key)}`;
  const found = await readProject(api, key, signal);
  const [types, siteFields, statuses, priorities, resolutions] = await Promise.all([
    issueTypes(api, key, signal),
    api.read({ method: 'GET', path: '/field' }, z.array(siteField), signal),
    api.read({ method: 'GET', path: `${path}/statuses` }, z.array(typeStatuses), signal),
    siteChoices(api, '/priority', signal),
    siteChoices(api, '/resolution', signal),
  ]);
  const statusesOf = new Map(statuses.body.map((type) => [type.id, type.statuses.map(statusChoice)]));
  const shared = {
    dialect,
    projectId: found.id,
    siteFields: siteFields.body,
    siteChoices: new Map([...choicesOf('priority', priorities), ...choicesOf('resolution', resolutions)]),
  };
  const itemTypes = await Promise.all(
    (types ?? found.issueTypes ?? []).map(async ({ id, name }) => {
      const createFields = await fieldsOnCreate(api, key, id, signal);
      return { id, name, fields: fieldDescriptors({ ...shared, createFields, statuses: statusesOf.get(id) ?? null }) };
    }),
  );
  return {
    id: found.id,
    key: found.key,
    name: found.name,
    itemTypes,
    commentChannels: commentChannels(found.projectTypeKey),
  };
}

/** @throws ConfigurationError when the project is not there or not visible. */
export async function readProject(api: JiraApi, key: string, signal: AbortSignal) {
  const path = `/project/${encodeURIComponent(key)}`;
  try {
    return (await api.read({ method: 'GET', path }, project, signal)).body;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new ConfigurationError(
      `project ${key}: Jira has no such project, or the connection's account lacks the right Browse Projects in it`,
      { cause: error },
    );
  }
}

/** Null where the site does not offer the list, or not to an account that may not create; the project's own then has to do. */
function issueTypes(api: JiraApi, key: string, signal: AbortSignal) {
  const path = `/issue/createmeta/${encodeURIComponent(key)}/issuetypes`;
  return unlessRefused(() => everyPage(api, path, issueTypePage, signal));
}

function fieldsOnCreate(
  api: JiraApi,
  key: string,
  typeId: string,
  signal: AbortSignal,
): Promise<readonly CreateField[] | null> {
  const path = `/issue/createmeta/${encodeURIComponent(key)}/issuetypes/${encodeURIComponent(typeId)}`;
  return unlessRefused(() => everyPage(api, path, createFieldPage, signal));
}

/** Whoever only reads and edits needs no right to create, and what creates asks for may be refused to him (400, 403). */
async function unlessRefused<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RefusedError && [400, 403].includes(error.status)) return null;
    throw error;
  }
}

async function siteChoices(
  api: JiraApi,
  path: string,
  signal: AbortSignal,
): Promise<readonly DescribedOption[] | null> {
  const answer = await api.readIfOffered({ method: 'GET', path }, z.array(namedChoice), signal);
  return answer?.body.map(namedOption) ?? null;
}

function choicesOf(
  fieldId: string,
  options: readonly DescribedOption[] | null,
): readonly (readonly [string, readonly DescribedOption[]])[] {
  return options === null ? [] : [[fieldId, options]];
}
