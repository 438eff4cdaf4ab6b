import type { FieldValue } from '../../connectors/sdk/index.js';
import type { FieldName, MappedField } from '../../integrations/index.js';
import { opposite } from '../../mappings/index.js';
import type { HeldInPanel, PanelLink } from '../../panel/index.js';
import type { Unlinked } from './find-issue.js';
import { mayDoInPanel, type RightsOnIssue } from './issue-rights.js';

type BothValues = Pick<HeldInPanel, 'here' | 'there'>;

/**
 * A link as the panel shows it, with what the person may do about it.
 * @param mapped the names that the tools gave to the fields, and what their options mean
 */
export function shownLink(link: PanelLink, rights: RightsOnIssue, mapped: readonly MappedField[]) {
  const { integrationId: _, granted, side, ...shown } = link;
  const far = opposite(side);
  const maySettle = mayDoInPanel(rights, granted, 'settle');
  const namesOf = (field: string) => mapped.find((each) => each.field === field);
  const values = (names: MappedField | undefined, { here, there }: BothValues): BothValues => ({
    here: labelled(here, names?.[side] ?? null),
    there: labelled(there, names?.[far] ?? null),
  });
  const held = (each: HeldInPanel | null, names?: MappedField) =>
    each === null ? null : { ...each, ...values(names, each), maySettle };
  const fields = link.fields.map((field) => {
    const names = namesOf(field.field);
    const name = names?.[side]?.name ?? field.name;
    return { ...field, name, ...values(names, field), held: held(field.held, names) };
  });
  const status = fields.find(({ field }) => namesOf(field)?.[far]?.kind === 'status')?.there ?? null;
  return {
    ...shown,
    there: { ...link.there, status: wordOf(status) },
    fields,
    heldItem: held(link.heldItem),
    maySync: mayDoInPanel(rights, granted, 'sync'),
    mayUnlink: mayDoInPanel(rights, granted, 'unlink'),
  };
}

/** The value of an option with its label, where it is the bare id; any other as it is. */
function labelled(value: FieldValue, field: FieldName | null): FieldValue {
  if (typeof value !== 'string') return value;
  const option = field?.options?.find(({ id }) => id === value);
  return option === undefined ? value : { id: option.id, label: option.label };
}

function wordOf(value: FieldValue): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('label' in value)) return null;
  return String(value.label);
}

/** The tool's own words may name items that the person does not see. */
const IN_THE_WAY = 'something is in the way; an operator of the server sees what';

/** Why there is no partner, with what the person may do about it. */
export function shownUnlinked({ integration, reason, words, clauses }: Unlinked, rights: RightsOnIssue) {
  const canBeMade = !['paused', 'ended', 'mapping', 'not created', 'problem'].includes(reason);
  return {
    integration: integration.name,
    reason,
    words: reason === 'problem' && !rights.isOperator ? IN_THE_WAY : words,
    clauses,
    mayCreate: canBeMade && mayDoInPanel(rights, integration.definition.panel, 'create'),
  };
}
