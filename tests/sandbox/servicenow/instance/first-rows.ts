import type { Row } from '../store/row.js';
import { newSysId } from '../sys-id.js';
import { choiceLists } from './choice-lists.js';
import { collectionRow, columnRow } from './dictionary-rows.js';
import type { Instance } from './instance.js';
import { configurationItems, groups, type Person, people } from './people-of-the-instance.js';

/** When the instance was set up: before everything that happens in it. */
const SET_UP_AT = '2020-01-01 00:00:00';

export interface FirstRowsOptions {
  readonly instanceId: string;
  readonly instanceName: string;
  readonly timeZone: string;
  /** The user that the sync signs in as. */
  readonly syncUserName: string;
}

/** Fills a new instance: its description of itself, choices, properties, users, groups and a few things they use. */
export function addFirstRows(instance: Instance, options: FirstRowsOptions): void {
  addTables(instance);
  for (const [name, element, choices] of choiceLists) {
    choices.forEach(([value, label], index) => {
      addRow(instance, 'sys_choice', {
        name,
        element,
        value,
        label,
        sequence: String(index),
        language: 'en',
        inactive: 'false',
      });
    });
  }
  const properties: Record<string, string> = {
    instance_id: options.instanceId,
    instance_name: options.instanceName,
    'glide.installation.name': options.instanceName,
    'glide.sys.time_zone': options.timeZone,
    'glide.invalid_query.returns_no_rows': 'false',
    'glide.buildname': 'Zurich',
  };
  for (const [name, value] of Object.entries(properties)) {
    addRow(instance, 'sys_properties', { name, value, type: 'string' });
  }
  const sync: Person = {
    userName: options.syncUserName,
    firstName: 'Syncline',
    lastName: 'Integration',
    email: 'syncline@example.com',
  };
  for (const person of [...people, sync]) addPerson(instance, person, person === sync);
  for (const name of groups) addRow(instance, 'sys_user_group', { name, active: 'true', description: `${name} team` });
  for (const name of configurationItems) {
    addRow(instance, 'cmdb_ci', { name, sys_class_name: 'cmdb_ci', operational_status: '1' });
  }
}

/** Puts a row in as it is, written by the system when the instance was set up. @returns its sys_id */
export function addRow(instance: Instance, table: string, values: Row): string {
  const sysId = newSysId(instance.random);
  const kept = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  instance.store.table(table).insert({
    ...kept,
    sys_id: sysId,
    sys_created_on: SET_UP_AT,
    sys_created_by: 'system',
    sys_updated_on: SET_UP_AT,
    sys_updated_by: 'system',
    sys_mod_count: '0',
  });
  return sysId;
}

function addTables(instance: Instance): void {
  const ids = new Map<string, string>();
  for (const table of instance.dictionary.definitions()) {
    const parent = table.parent === undefined ? '' : (ids.get(table.parent) ?? '');
    const row = {
      name: table.name,
      label: table.label,
      super_class: parent,
      is_extendable: 'true',
      sys_name: table.label,
    };
    ids.set(table.name, addRow(instance, 'sys_db_object', row));
    addRow(instance, 'sys_dictionary', collectionRow(table));
    for (const column of instance.dictionary.ownColumns(table.name)) {
      addRow(instance, 'sys_dictionary', columnRow(table, column));
    }
  }
}

function addPerson(instance: Instance, person: Person, isIntegration: boolean): void {
  addRow(instance, 'sys_user', {
    user_name: person.userName,
    first_name: person.firstName,
    last_name: person.lastName,
    name: `${person.firstName} ${person.lastName}`,
    email: person.email,
    active: 'true',
    locked_out: 'false',
    vip: 'false',
    web_service_access_only: String(isIntegration),
    internal_integration_user: String(isIntegration),
    password_needs_reset: 'false',
    notification: '2',
    identity_type: isIntegration ? 'machine' : 'human',
    sys_class_name: 'sys_user',
    sys_domain: 'global',
    sys_domain_path: '/',
  });
}
