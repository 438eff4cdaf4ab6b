import { type Check, type ConnectionNeeds, checked } from '../../sdk/index.js';
import { userList } from '../answers.js';
import type { Site } from '../site.js';

/** People are matched by e-mail: whether Redmine shows addresses to the account at all. */
export async function examinePeople(
  site: Site,
  needs: ConnectionNeeds,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const fields = needs.containers
    .flatMap((one) => one.fields)
    .filter(({ kind }) => kind === 'user' || kind === 'users');
  if (fields.length === 0) return [];
  const check = {
    id: 'people',
    name: 'people are found by their e-mail addresses',
    neededBy: [...new Set(fields.flatMap(({ neededBy }) => neededBy))],
  };
  const isSearchable = (await site.api.getIfAllowed('/users.json', { limit: '1' }, userList, signal)) !== null;
  if (isSearchable) return [checked({ ...check, outcome: 'ok' })];
  const ownId = await site.account.id(signal);
  const others = (await site.members.get(signal)).filter(({ id }) => String(id) !== ownId);
  const shown = others.filter(({ mail }) => mail !== undefined && mail !== '').length;
  const found = `${shown} of ${others.length} other members of its projects show theirs, and the account may search nobody else`;
  if (others.length > 0 && shown === others.length) return [checked({ ...check, outcome: 'ok', found })];
  const fix =
    'Name people by their logins in users of the integration; or let them untick My account, Hide my email address; or connect as an administrator';
  return [{ ...check, outcome: others.length === 0 ? 'cannot-tell' : 'warning', found, fix }];
}
