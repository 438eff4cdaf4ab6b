import type { Item } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { Link } from '../links/index.js';
import {
  type CompiledField,
  type CompiledRule,
  type FieldRule,
  followEntry,
  opposite,
  ruleFor,
  SIDES,
  type Side,
  type SyncDefinition,
  syncDefinition,
} from '../mappings/index.js';
import { jsonHash } from '../shared/index.js';

/** Earlier versions of the mapping, by number, and the present one. */
export type FormerMappings = ReadonlyMap<number, SyncDefinition>;

/** The versions since the oldest under which one of these links was last merged; empty where all were under the present one. */
export async function findFormerMappings(
  job: SyncJob,
  links: readonly Pick<Link, 'mappingVersion'>[],
): Promise<FormerMappings> {
  const present = job.integration.mappingVersion;
  const oldest = links.reduce((least, { mappingVersion }) => Math.min(least, mappingVersion), present);
  if (oldest === present) return new Map();
  const rows = await job.database.transaction('find mapping versions', (transaction) =>
    transaction.query(
      'select version, definition from mapping_versions where integration_id = $1 and version between $2 and $3',
      [job.integration.id, oldest, present],
    ),
  );
  const stored = rows.map((row) => [Number(row.version), syncDefinition.parse(row.definition)] as const);
  // A plan may look ahead to a version that is not stored.
  return new Map([...stored, [present, job.integration.definition]]);
}

/** The entry of `items` by which the link goes, wherever it stands now; null when it is gone, or has become nobody knows which. */
function entryOf(job: SyncJob, former: FormerMappings, { mappingVersion, ruleIndex }: LinkUnderRule): number | null {
  const count = job.integration.mappingVersion - mappingVersion;
  const since = Array.from({ length: count + 1 }, (_, nth) => former.get(mappingVersion + nth));
  const known = since.filter((definition) => definition !== undefined);
  return count === 0 ? ruleIndex : known.length === since.length ? followEntry(ruleIndex, known) : null;
}

/** What of a link says by which entry it goes. */
type LinkUnderRule = Pick<Link, 'mappingVersion' | 'ruleIndex'>;

/**
 * The entry by which a link goes: the one that linked its items, also after their conditions have changed or the file has put it elsewhere; where
 * that is gone, or another version of the mapping has it for other types, the first that fits now. Null when there is none.
 */
export async function presentRule(
  job: SyncJob,
  former: FormerMappings,
  link: LinkUnderRule,
  items: Readonly<Record<Side, Item>>,
  signal: AbortSignal,
): Promise<CompiledRule | null> {
  const known = knownRule(job, former, link);
  const isPresent = link.mappingVersion === job.integration.mappingVersion;
  if (known !== null && (isPresent || SIDES.every((side) => fits(known, side, items)))) return known;
  for (const side of SIDES) {
    const rule = await ruleFor(job.mapping, side, items[side], job.ports, signal);
    if (rule !== null && fits(rule, opposite(side), items)) return rule;
  }
  return known;
}

/** The same where an item of the link is not there to be looked at. */
export function knownRule(job: SyncJob, former: FormerMappings, link: LinkUnderRule): CompiledRule | null {
  const entry = entryOf(job, former, link);
  return job.mapping.rules.find((rule) => rule.index === entry) ?? null;
}

function fits(rule: CompiledRule, side: Side, items: Readonly<Record<Side, Item>>): boolean {
  return rule[side].typeId === null || rule[side].typeId === items[side].typeId;
}

/**
 * The link without the bases of fields that are mapped otherwise now: what was agreed under another rule is no agreement under
 * this one, so these fields meet for the first time (I12).
 */
export function underPresentMapping(job: SyncJob, former: FormerMappings, link: Link, rule: CompiledRule): Link {
  const mappedAnew = fieldsMappedAnew(job, former, link, rule);
  if (mappedAnew === null) return link;
  const kept = new Set(rule.fields.filter(({ id }) => !mappedAnew.has(id)).map(({ id }) => id));
  return { ...link, bases: Object.fromEntries(Object.entries(link.bases).filter(([field]) => kept.has(field))) };
}

/** Ids of the fields that are mapped otherwise now than when the link was last merged; null where nobody knows how it was. */
export function fieldsMappedAnew(
  job: SyncJob,
  former: FormerMappings,
  link: LinkUnderRule,
  rule: CompiledRule,
): ReadonlySet<string> | null {
  const before = former.get(link.mappingVersion);
  const { definition } = job.integration;
  const rules = before?.items[link.ruleIndex]?.fields;
  if (before === undefined || rules === undefined) return null;
  const isOtherPeople = jsonHash(before.users) !== jsonHash(definition.users);
  const isSame = (field: CompiledField) => {
    const known = rules.find(({ id }) => id === field.id);
    if (known === undefined || jsonHash(conversionOf(known)) !== jsonHash(conversionOf(field.rule))) return false;
    return !(isOtherPeople && isOfPeople(field));
  };
  return new Set(rule.fields.filter((field) => !isSame(field)).map(({ id }) => id));
}

/** What of a rule decides which value goes with which. */
function conversionOf({ left, right, values, toLeft, toRight }: FieldRule) {
  return { left, right, values, toLeft, toRight };
}

function isOfPeople({ left, right }: CompiledField): boolean {
  return [left, right].some((descriptor) => descriptor?.kind === 'user' || descriptor?.kind === 'users');
}
