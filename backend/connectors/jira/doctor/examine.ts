import { z } from 'zod';
import { ConfigurationError, RefusedError } from '../../../shared/index.js';
import {
  type Check,
  type ConnectionNeeds,
  type ContainerNeeds,
  type ContainerSchema,
  checked,
  type HttpClient,
  looked,
  mappedTypes,
  type SiteIdentity,
} from '../../sdk/index.js';
import { describeContainer } from '../describe/describe-container.js';
import type { Dialect } from '../dialect/dialect.js';
import { examineEmails, examineLimit, examineTimeZone } from './examine-account.js';
import { examinePermissions } from './examine-permissions.js';
import { examineTransitions } from './examine-transitions.js';
import { examineTypes } from './examine-types.js';
import { type ExampleIssue, exampleIssue } from './example-issues.js';
import { projectPermissionFix } from './fixes.js';
import { neededGlobalPermissions, neededPermissions } from './needed-permissions.js';

/** What examining a site takes. */
export interface JiraParts {
  readonly dialect: Dialect;
  readonly http: HttpClient;
  readonly account: Pick<SiteIdentity, 'accountId' | 'timeZone'>;
}

/** Each right that these needs take, project by project, without changing anything. */
export async function examineJira(
  { dialect, http, account }: JiraParts,
  needs: ConnectionNeeds,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const checks: Check[] = [...(await examineLimit(http, dialect, signal)), examineTimeZone(account.timeZone)];
  for (const container of needs.containers) {
    const schema = await visibleProject(dialect, container.container, signal);
    checks.push(...(await examineProject(dialect, container, schema, signal)));
  }
  const global = neededGlobalPermissions(needs.containers);
  checks.push(
    ...(await looked({ id: 'permissions', name: 'permissions on the site' }, () =>
      examinePermissions(dialect, null, global, signal),
    )),
  );
  checks.push(
    ...(await looked({ id: 'emails', name: 'people are found by their e-mail addresses' }, () =>
      examineEmails(dialect, needs, account.accountId, signal),
    )),
  );
  return checks;
}

/** Null when the account does not see it. */
async function visibleProject(dialect: Dialect, key: string, signal: AbortSignal): Promise<ContainerSchema | null> {
  try {
    return await describeContainer(dialect, key, signal);
  } catch (error) {
    if (error instanceof ConfigurationError) return null;
    throw error;
  }
}

async function examineProject(
  dialect: Dialect,
  needs: ContainerNeeds,
  schema: ContainerSchema | null,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const { container: project } = needs;
  const needed = neededPermissions(needs);
  if (schema === null) {
    return examinePermissions(dialect, { project, issueKey: null }, needed.slice(0, 1), signal);
  }
  const example = await exampleIssue(dialect, project, null, signal);
  const checks = [
    ...(await looked({ id: `permissions ${project}`, name: `permissions in ${project}` }, () =>
      examinePermissions(dialect, { project, issueKey: example?.key ?? null }, needed, signal),
    )),
    ...(await examineProperties(dialect, needs, example, signal)),
  ];
  const holds = (key: string) =>
    checks.some(({ id, outcome }) => id === `permission.${key} ${project}` && outcome === 'ok');
  checks.push(
    ...(await looked({ id: `screens ${project}`, name: `the screens of ${project}` }, () =>
      examineTypes(dialect, { needs, schema, mayEdit: holds('EDIT_ISSUES') }, signal),
    )),
  );
  if (!holds('TRANSITION_ISSUES')) return checks;
  for (const type of mappedTypes(needs, schema)) {
    checks.push(
      ...(await looked(
        { id: `status ${project} ${type.name}`, name: `the workflow of a ${type.name} of ${project}` },
        () => examineTransitions(dialect, needs, type, signal),
      )),
    );
  }
  return checks;
}

const propertyKeys = z.looseObject({ keys: z.array(z.unknown()) });

/** Our issues are known by a property that they are made with. */
async function examineProperties(
  { api, edition }: Dialect,
  { container, creates }: ContainerNeeds,
  example: ExampleIssue | null,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  if (creates.length === 0 || example === null) return [];
  const check = {
    id: `properties ${container}`,
    name: `issue properties of ${container} can be read`,
    neededBy: creates,
  };
  try {
    const path = `/issue/${encodeURIComponent(example.id)}/properties`;
    await api.read({ method: 'GET', path }, propertyKeys, signal);
    return [checked({ ...check, outcome: 'ok' })];
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const fix = projectPermissionFix(edition, container, 'Browse projects');
    return [{ ...check, outcome: 'fails', found: error.message, fix }];
  }
}
