import { type Check, type ContainerNeeds, checked } from '../../sdk/index.js';
import type { Site } from '../site.js';
import { type NeededRight, neededRights } from './needed-rights.js';

/** Which of the needed rights the account's roles in the project give it. */
export async function examineRights(
  { account }: Site,
  needs: ContainerNeeds,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const { container: project } = needs;
  const rights = await account.rights(project, signal);
  return neededRights(needs).map((right) => {
    const check = {
      id: `right.${right.key} ${project}`,
      name: `${right.title} in ${project}`,
      neededBy: right.neededBy,
    };
    return rights.may(right.key) ? checked({ ...check, outcome: 'ok' }) : { ...check, ...missing(right, project) };
  });
}

function missing({ title, why, isNeeded }: NeededRight, project: string): Pick<Check, 'outcome' | 'found' | 'fix'> {
  return {
    outcome: isNeeded ? 'fails' : 'warning',
    found: `no role that the account has in ${project} gives ${title}, needed ${why}`,
    fix:
      `Administration, Roles and permissions, the role that the account has in ${project}: tick ${title}, Save. ` +
      `In a closed project nothing can be changed: ${project}, Settings, Reopen`,
  };
}
