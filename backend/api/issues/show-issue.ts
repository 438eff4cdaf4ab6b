import type { HeldInPanel, PanelLink } from '../../panel/index.js';
import type { Unlinked } from './find-issue.js';
import { mayDoInPanel, type RightsOnIssue } from './issue-rights.js';

/** A link as the panel shows it, with what the person may do about it. */
export function shownLink(link: PanelLink, rights: RightsOnIssue) {
  const { integrationId: _, granted, side: __, ...shown } = link;
  const maySettle = mayDoInPanel(rights, granted, 'settle');
  const held = (each: HeldInPanel | null) => (each === null ? null : { ...each, maySettle });
  return {
    ...shown,
    fields: link.fields.map((field) => ({ ...field, held: held(field.held) })),
    heldItem: held(link.heldItem),
    maySync: mayDoInPanel(rights, granted, 'sync'),
    mayUnlink: mayDoInPanel(rights, granted, 'unlink'),
  };
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
