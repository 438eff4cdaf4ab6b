import type { Link, LinkedItem } from './link.js';

/** A link of two items that have agreed on nothing yet. */
export function newLink(
  integration: { readonly id: string; readonly mappingVersion: number },
  parts: {
    readonly id: string;
    readonly left: LinkedItem;
    readonly right: LinkedItem;
    readonly ruleIndex: number;
  },
): Link {
  const named = ({ id, key, url }: LinkedItem): LinkedItem => ({ id, key, url });
  return {
    id: parts.id,
    integrationId: integration.id,
    left: named(parts.left),
    right: named(parts.right),
    ruleIndex: parts.ruleIndex,
    mappingVersion: integration.mappingVersion,
    bases: {},
    held: [],
    problem: null,
    version: 1,
    historyHash: null,
  };
}
