import { ConfigurationError } from '../../../shared/index.js';
import {
  type Check,
  type ConnectionNeeds,
  type ContainerNeeds,
  type ContainerSchema,
  checked,
  looked,
  mappedTypes,
  missingAtCreation,
} from '../../sdk/index.js';
import { describeProject } from '../describe/index.js';
import type { Site } from '../site.js';
import { examineMarks } from './examine-marks.js';
import { examinePeople } from './examine-people.js';
import { examineRights } from './examine-rights.js';
import { examineStatuses } from './examine-statuses.js';

/** Each right and setting that these needs take, project by project, without changing anything. */
export async function examineRedmine(
  site: Site,
  needs: ConnectionNeeds,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const container of needs.containers) checks.push(...(await examineProject(site, container, signal)));
  checks.push(...(await looked({ id: 'people', name: 'people are found' }, () => examinePeople(site, needs, signal))));
  return checks;
}

async function examineProject(site: Site, needs: ContainerNeeds, signal: AbortSignal): Promise<readonly Check[]> {
  const { container: project, neededBy } = needs;
  const check = { id: `project ${project}`, name: `the project ${project} is there`, neededBy };
  const schema = await describedProject(site, project, signal);
  if (typeof schema === 'string') {
    const fix = `Project ${project}, Settings, Members, New member: add the account with a role; or correct project in syncline.yaml`;
    return [{ ...check, outcome: 'fails', found: schema, fix }];
  }
  const types = mappedTypes(needs, schema);
  return [
    checked({ ...check, outcome: 'ok' }),
    ...(await looked({ id: `rights ${project}`, name: `rights in ${project}` }, () =>
      examineRights(site, needs, signal),
    )),
    ...(await looked({ id: `marks ${project}`, name: `marks can be kept in ${project}` }, () =>
      examineMarks(site, needs, types, signal),
    )),
    ...(needs.creates.length === 0
      ? []
      : types.flatMap((type) => missingAtCreation(needs, type, { tool: 'Redmine', anyway: new Set(), optional }))),
    ...(await looked({ id: `status ${project}`, name: `the workflow of ${project}` }, () =>
      examineStatuses(site, needs, types, signal),
    )),
  ];
}

function optional(field: string): string {
  return `Administration, Custom fields, ${field}: take the tick from Required`;
}

/** What is wrong with it, in words, where it cannot be described. */
async function describedProject(site: Site, project: string, signal: AbortSignal): Promise<ContainerSchema | string> {
  try {
    return await describeProject(site, project, signal);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
}
