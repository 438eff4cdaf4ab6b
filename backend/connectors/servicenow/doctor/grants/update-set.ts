import { createHash } from 'node:crypto';
import XmlBuilder from 'fast-xml-builder';
import { literalFromDate } from '../../date-time.js';

/** A value; `display` where the field is a reference, for people who read the file. */
type Value = string | { readonly value: string; readonly display: string };

/** One record that committing the set adds, or updates where it is there already. */
export interface UpdateRecord {
  readonly table: string;
  /** The same in every file that is made, so that committing a second one changes what the first has made. */
  readonly sysId: string;
  /** What the record is called in the list of the set. */
  readonly title: string;
  /** What the instance calls such a record, for the same list. */
  readonly type: string;
  readonly fields: Readonly<Record<string, Value>>;
}

/** An update set as it is to be seen under Retrieved Update Sets. */
export interface UpdateSet {
  readonly name: string;
  readonly description: string;
  readonly records: readonly UpdateRecord[];
}

const GLOBAL = { '@display_value': 'Global', '#text': 'global' };
const AUTHOR = 'syncline';

/** A sys_id for a thing of that name: 32 hexadecimal digits, always the same ones. */
export function sysIdFor(...names: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(['syncline', ...names]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * The set as XML that System Update Sets, Retrieved Update Sets, Import Update Set from XML takes. Its shape is that of sets which
 * instances have exported themselves (releases of 2022 and 2023; published with open-source projects): an `unload` with one
 * `sys_remote_update_set` in state `loaded` and a `sys_update_xml` for each record, whose payload is a `record_update` as text.
 * The hash of a payload and the moment of its recording are left empty, as sets made by other tools than instances have them.
 */
export function updateSetXml({ name, description, records }: UpdateSet, now: Date): string {
  const at = literalFromDate(now);
  const setId = sysIdFor('sys_remote_update_set', name);
  const stamps = {
    sys_created_by: AUTHOR,
    sys_created_on: at,
    sys_mod_count: '0',
    sys_updated_by: AUTHOR,
    sys_updated_on: at,
  };
  const set = {
    '@action': 'INSERT_OR_UPDATE',
    application: GLOBAL,
    application_name: 'Global',
    application_scope: 'global',
    application_version: '',
    collisions: '',
    commit_date: '',
    deleted: '',
    description,
    inserted: '',
    name,
    origin_sys_id: '',
    parent: { '@display_value': '' },
    release_date: '',
    remote_base_update_set: { '@display_value': '' },
    remote_parent_id: '',
    remote_sys_id: sysIdFor('sys_update_set', name),
    state: 'loaded',
    summary: '',
    sys_class_name: 'sys_remote_update_set',
    sys_id: setId,
    ...stamps,
    update_set: { '@display_value': '' },
    update_source: { '@display_value': '' },
    updated: '',
  };
  const updates = records.map((record) => ({
    '@action': 'INSERT_OR_UPDATE',
    action: 'INSERT_OR_UPDATE',
    application: GLOBAL,
    category: 'customer',
    comments: '',
    name: updateName(record),
    payload: payloadXml(record, stamps),
    payload_hash: '',
    remote_update_set: { '@display_value': name, '#text': setId },
    replace_on_upgrade: 'false',
    sys_id: sysIdFor('sys_update_xml', name, updateName(record)),
    ...stamps,
    table: '',
    target_name: record.title,
    type: record.type,
    update_domain: 'global',
    update_guid: sysIdFor('guid', updateName(record)),
    update_guid_history: '',
    update_set: { '@display_value': '' },
    view: '',
  }));
  return xml({ unload: { '@unload_date': at, sys_remote_update_set: set, sys_update_xml: updates } }, true);
}

function updateName({ table, sysId }: UpdateRecord): string {
  return `${table}_${sysId}`;
}

function payloadXml(record: UpdateRecord, stamps: Readonly<Record<string, string>>): string {
  const { table, sysId, title } = record;
  const fields = Object.fromEntries(
    Object.entries(record.fields).map(([field, value]) => [
      field,
      typeof value === 'string' ? value : { '@display_value': value.display, '#text': value.value },
    ]),
  );
  const body = {
    '@action': 'INSERT_OR_UPDATE',
    ...fields,
    sys_class_name: table,
    sys_id: sysId,
    sys_name: title,
    sys_package: { '@display_value': 'Global', '@source': 'global', '#text': 'global' },
    sys_policy: '',
    sys_scope: GLOBAL,
    sys_update_name: updateName(record),
    ...stamps,
  };
  return xml({ record_update: { '@table': table, [table]: body } }, false);
}

/** Keys that begin with @ are attributes. */
function xml(document: object, format: boolean): string {
  const builder = new XmlBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    suppressEmptyNode: true,
    format,
  });
  return builder.build({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, ...document });
}
