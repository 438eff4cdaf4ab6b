import type { SyncJob } from '../integrations/index.js';
import type { Link } from '../links/index.js';
import {
  type CompiledField,
  type CompiledRule,
  type FieldRule,
  type SyncDefinition,
  syncDefinition,
} from '../mappings/index.js';
import { jsonHash } from '../shared/index.js';

/** Earlier versions of the mapping, by number. */
export type FormerMappings = ReadonlyMap<number, SyncDefinition>;

/** The versions under which these links were last merged, where they are not the present one. */
export async function findFormerMappings(job: SyncJob, links: readonly Link[]): Promise<FormerMappings> {
  const versions = new Set(
    links.map((link) => link.mappingVersion).filter((v) => v !== job.integration.mappingVersion),
  );
  if (versions.size === 0) return new Map();
  const rows = await job.database.transaction('find mapping versions', (transaction) =>
    transaction.query(
      'select version, definition from mapping_versions where integration_id = $1 and version = any($2::int[])',
      [job.integration.id, [...versions]],
    ),
  );
  return new Map(rows.map((row) => [Number(row.version), syncDefinition.parse(row.definition)]));
}

/**
 * The link without the bases of fields that are mapped otherwise now: what was agreed under another rule is no agreement under
 * this one, so these fields meet for the first time (I12).
 */
export function underPresentMapping(job: SyncJob, former: FormerMappings, link: Link, rule: CompiledRule): Link {
  const before = former.get(link.mappingVersion);
  const { definition } = job.integration;
  const rules = before?.items[link.ruleIndex]?.fields;
  if (before === undefined || rules === undefined) return link;
  const isOtherPeople = jsonHash(before.users) !== jsonHash(definition.users);
  const isSame = (field: CompiledField) => {
    const known = rules.find(({ id }) => id === field.id);
    if (known === undefined || jsonHash(conversionOf(known)) !== jsonHash(conversionOf(field.rule))) return false;
    return !(isOtherPeople && isOfPeople(field));
  };
  const kept = new Set(rule.fields.filter(isSame).map(({ id }) => id));
  return { ...link, bases: Object.fromEntries(Object.entries(link.bases).filter(([field]) => kept.has(field))) };
}

/** What of a rule decides which value goes with which. */
function conversionOf({ left, right, values, toLeft, toRight }: FieldRule) {
  return { left, right, values, toLeft, toRight };
}

function isOfPeople({ left, right }: CompiledField): boolean {
  return [left, right].some((descriptor) => descriptor?.kind === 'user' || descriptor?.kind === 'users');
}
