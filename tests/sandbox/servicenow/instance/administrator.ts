import type { SandboxRandom } from '../../http/index.js';
import type { AdministratorDeed } from '../manners.js';
import type { People } from '../people.js';

const DEEDS: readonly AdministratorDeed[] = ['rename-choice', 'disable-choice', 'rename-field', 'deactivate-user'];

/** Does to things in use what administrators do (B26), and does it again when asked again: names get one mark more. */
export function administratorDeed(happening: AdministratorDeed | 'any', people: People, random: SandboxRandom): void {
  const deed = happening === 'any' ? (DEEDS[Math.floor(random() * DEEDS.length)] as AdministratorDeed) : happening;
  switch (deed) {
    case 'rename-choice':
      people.renameChoice('incident', 'category', 'software', `${choiceLabel(people)}*`);
      break;
    case 'disable-choice':
      people.disableChoice('incident', 'category', 'database');
      break;
    case 'rename-field':
      people.changeField('incident', 'u_labels', { label: 'Tags (renamed)' });
      break;
    case 'deactivate-user':
      people.edit('sys_user', sysIdOfUser(people, 'dave'), { active: 'false' });
      break;
  }
}

function choiceLabel(people: People): string {
  const rows = people.rows('sys_choice');
  return rows.find((row) => row.name === 'incident' && row.value === 'software')?.label ?? 'Software';
}

function sysIdOfUser(people: People, userName: string): string {
  return people.rows('sys_user').find((row) => row.user_name === userName)?.sys_id ?? '';
}
