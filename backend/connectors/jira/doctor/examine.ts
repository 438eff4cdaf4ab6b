import { ConfigurationError } from '../../../shared/index.js';
import type { Check, ConnectionNeeds, ContainerNeeds } from '../../sdk/index.js';
import { readProject } from '../describe/describe-container.js';
import type { Dialect } from '../dialect/dialect.js';
import { examinePermissions } from './examine-permissions.js';
import { exampleIssue } from './example-issues.js';
import { neededGlobalPermissions, neededPermissions } from './needed-permissions.js';

/** Each right that these needs take, project by project, without changing anything. */
export async function examineJira(
  dialect: Dialect,
  needs: ConnectionNeeds,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const isPersonField = (id: string) => id === 'assignee' || id === 'reporter';
  const checks: Check[] = [];
  for (const container of needs.containers) checks.push(...(await examineProject(dialect, container, signal)));
  const global = neededGlobalPermissions(needs.containers, isPersonField);
  checks.push(...(await examinePermissions(dialect, null, global, signal)));
  return checks;
}

async function examineProject(dialect: Dialect, needs: ContainerNeeds, signal: AbortSignal): Promise<readonly Check[]> {
  const { container } = needs;
  const needed = neededPermissions(needs);
  if (!(await isVisible(dialect, container, signal))) {
    return examinePermissions(dialect, { project: container, issueKey: null }, needed.slice(0, 1), signal);
  }
  const example = await exampleIssue(dialect, container, null, signal);
  const scope = { project: container, issueKey: example?.key ?? null };
  return examinePermissions(dialect, scope, needed, signal);
}

async function isVisible({ api }: Dialect, container: string, signal: AbortSignal): Promise<boolean> {
  try {
    await readProject(api, container, signal);
    return true;
  } catch (error) {
    if (error instanceof ConfigurationError) return false;
    throw error;
  }
}
