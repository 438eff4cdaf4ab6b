import type { ConnectionNeeds, ContainerNeeds } from '../../../sdk/index.js';
import { platformTables, requiredFields } from '../platform-tables.js';

export type Operation = 'create' | 'delete' | 'read' | 'write';

/** An access rule that lets the integration's role in. */
export interface AccessRule {
  /** What it is about: a table, `table.*` for all its fields, `table.field` for one. */
  readonly name: string;
  readonly operation: Operation;
  readonly why: string;
  /** Encoded query of the records that it lets through; '' for all. */
  readonly condition: string;
}

/** What the instance has of access rules; null where they are closed to the account. */
export type KnownRules = ReadonlySet<string> | null;

/** How a rule is known by name. */
export function ruleKey(name: string, operation: Operation): string {
  return `${name} ${operation}`;
}

/** What is granted, and what is not because no rule could do it without shutting others out. */
export interface PlannedRules {
  readonly granted: readonly AccessRule[];
  readonly left: readonly AccessRule[];
}

/**
 * The rules that let the role do what is needed and no more. Of rules of one name any suffices; but a name that has none yet must not
 * get ours as its first: ServiceNow goes by the first name that has rules (the field's own, the parent table's, those of all
 * fields), so the rule would shut everybody else out. Where the rules of the instance are known, each goes beside the ones that
 * decide today. Where they are not, tables alone get one, which as delivered have rules of their own for each operation, and only where the account is not let in already.
 */
export function planRules(
  needs: ConnectionNeeds,
  lineages: ReadonlyMap<string, readonly string[]>,
  known: KnownRules,
): PlannedRules {
  const wanted = [
    ...needs.containers.flatMap((container) =>
      rulesOfContainer(container, lineages.get(container.container) ?? [container.container], known),
    ),
    ...platformTables(needs, lineages).flatMap(({ table, why, onlyWhere, hasRulesOfFields }) => {
      const rule = { operation: 'read', why, condition: onlyWhere ?? '' } as const;
      const ofFields = known === null ? hasRulesOfFields : known.has(ruleKey(`${table}.*`, 'read'));
      return [{ ...rule, name: table }, ...(ofFields ? [{ ...rule, name: `${table}.*` }] : [])];
    }),
  ];
  const isSafe = (rule: AccessRule) => known === null || known.has(ruleKey(rule.name, rule.operation));
  const once = [...new Map(wanted.map((rule) => [ruleKey(rule.name, rule.operation), rule])).values()];
  return { granted: once.filter(isSafe), left: once.filter((rule) => !isSafe(rule)) };
}

function rulesOfContainer(needs: ContainerNeeds, lineage: readonly string[], known: KnownRules): readonly AccessRule[] {
  const { container, creates, updates, deletes, neededBy } = needs;
  const operations: readonly (readonly [Operation, readonly string[]])[] = [
    ['read', neededBy],
    ['create', creates],
    ['write', updates],
    ['delete', deletes],
  ];
  const ofTable = operations
    .filter(([, by]) => by.length > 0)
    .map(([operation, by]) => {
      const name = deciding(lineage, operation, known) ?? container;
      const beyond =
        name === container
          ? ''
          : `; rules of ${name} decide for ${container}, so this holds for all tables that extend ${name}`;
      return { name, operation, why: `${by.join(', ')}: ${operation} records of ${container}${beyond}`, condition: '' };
    });
  return [...ofTable, ...(known === null ? [] : rulesOfFields(needs, lineage, known))];
}

/** A field without rules of its own needs none: that of its table decides. */
function rulesOfFields(
  needs: ContainerNeeds,
  lineage: readonly string[],
  known: ReadonlySet<string>,
): readonly AccessRule[] {
  const own = requiredFields(needs).map((id) => ({
    id,
    neededBy: needs.neededBy,
    isWritten: id === 'correlation_display',
  }));
  const mapped = needs.fields.map(({ id, neededBy, onCreate, onUpdate }) => ({
    id,
    neededBy,
    isWritten: onCreate || onUpdate,
  }));
  const journals = (needs.comments?.written ?? []).map((id) => ({ id, neededBy: needs.neededBy, isWritten: true }));
  return [...own, ...mapped, ...journals].flatMap(({ id, neededBy, isWritten }) =>
    (isWritten ? (['read', 'create', 'write'] as const) : (['read'] as const)).flatMap((operation) => {
      const names = [...lineage.map((table) => `${table}.${id}`), ...lineage.map((table) => `${table}.*`)];
      const name = deciding(names, operation, known);
      return name === null
        ? []
        : [{ name, operation, why: `${neededBy.join(', ')}: ${operation} ${id}`, condition: '' }];
    }),
  );
}

function deciding(names: readonly string[], operation: Operation, known: KnownRules): string | null {
  return names.find((name) => known?.has(ruleKey(name, operation)) === true) ?? null;
}
