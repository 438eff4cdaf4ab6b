import type { ConnectionNeeds, ContainerNeeds } from '../../sdk/index.js';
import { DICTIONARY_FIELDS } from '../describe/columns.js';

/** A table in which the instance describes itself or keeps what happened, and of which something is read. */
export interface PlatformTable {
  readonly table: string;
  /** Read of it; also what an access rule for its fields must let through. */
  readonly fields: readonly string[];
  /** Fields are ruled beside the table as delivered. */
  readonly hasRulesOfFields: boolean;
  /** Which records are read, as an encoded query: a rule need not let through others. Null: all. */
  readonly onlyWhere: string | null;
  /** Finds a record that surely exists, so that an empty answer means a hidden one; null where none does. */
  readonly sureQuery: string | null;
  readonly why: string;
  /** False: everything goes on without it, but not as well. */
  readonly isNeeded: boolean;
  readonly neededBy: readonly string[];
}

/** Those that these needs take, and nothing for what no sync does. */
export function platformTables(
  { containers }: ConnectionNeeds,
  lineages: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly PlatformTable[] {
  const neededBy = union(containers.map((container) => container.neededBy));
  const [container] = containers;
  if (container === undefined) return [];
  const tables = union(containers.map((one) => lineages.get(one.container) ?? [one.container])).join(',');
  const withComments = containers.filter(({ comments }) => comments !== null);
  return [
    {
      table: 'sys_user',
      fields: ['sys_id', 'user_name', 'name', 'email', 'active'],
      hasRulesOfFields: false,
      onlyWhere: null,
      sureQuery: '',
      why: 'to know which changes are our own, and to find people by e-mail',
      isNeeded: true,
      neededBy,
    },
    {
      table: 'sys_dictionary',
      fields: DICTIONARY_FIELDS,
      hasRulesOfFields: true,
      onlyWhere: null,
      sureQuery: 'name=task',
      why: 'to know the types and lengths of fields, which are guessed otherwise',
      isNeeded: false,
      neededBy,
    },
    {
      table: 'sys_db_object',
      fields: ['sys_id', 'name', 'label', 'super_class'],
      hasRulesOfFields: true,
      onlyWhere: null,
      sureQuery: 'name=task',
      why: 'to know which table extends which, and so which fields it has',
      isNeeded: false,
      neededBy,
    },
    {
      table: 'sys_choice',
      fields: ['sys_id', 'name', 'element', 'value', 'label', 'language', 'inactive', 'sequence'],
      hasRulesOfFields: false,
      onlyWhere: null,
      sureQuery: 'name=task',
      why: 'to know the choices of lists, so that a value which is none is held and not dropped',
      isNeeded: false,
      neededBy,
    },
    {
      table: 'sys_properties',
      fields: ['sys_id', 'name', 'value'],
      hasRulesOfFields: false,
      onlyWhere: 'nameINinstance_id,instance_name,glide.installation.name',
      sureQuery: 'name=instance_id',
      why: 'to tell this instance from a copy of it (instance_id)',
      isNeeded: false,
      neededBy,
    },
    ...(withComments.length === 0
      ? []
      : [
          {
            table: 'sys_journal_field',
            fields: ['sys_id', 'element_id', 'element', 'value', 'sys_created_on', 'sys_created_by'],
            hasRulesOfFields: false,
            onlyWhere: `nameIN${tables}`,
            sureQuery: null,
            why: 'to read comments and work notes',
            isNeeded: true,
            neededBy: union(withComments.map((one) => one.neededBy)),
          },
        ]),
    {
      table: 'sys_audit',
      fields: [
        'sys_id',
        'documentkey',
        'fieldname',
        'oldvalue',
        'newvalue',
        'user',
        'record_checkpoint',
        'sys_created_on',
      ],
      hasRulesOfFields: false,
      onlyWhere: `tablenameIN${tables}`,
      sureQuery: null,
      why: 'to name an edit that somebody made in the moment of our write; without it such a field is held with no value',
      isNeeded: false,
      neededBy: union(containers.map((one) => one.updates)),
    },
    {
      table: 'sys_audit_delete',
      fields: ['sys_id', 'documentkey'],
      hasRulesOfFields: false,
      onlyWhere: `tablenameIN${tables}`,
      sureQuery: null,
      why: 'to tell deleted records from hidden ones',
      isNeeded: false,
      neededBy,
    },
  ].filter((table) => table.neededBy.length > 0);
}

/** The journals that a container's comments are written to, and its own columns that everything rests on. */
export function requiredFields({ creates }: ContainerNeeds): readonly string[] {
  const always = ['sys_id', 'sys_updated_on', 'sys_mod_count', 'sys_created_on', 'sys_created_by', 'sys_updated_by'];
  return creates.length === 0 ? always : [...always, 'correlation_display'];
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}
