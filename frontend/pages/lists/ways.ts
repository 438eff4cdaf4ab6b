/** The items of one integration; of them those that a tool refuses. */
export function wayToItems(integration: string, state?: 'failed' | 'held'): string {
  return `/items/of/${encodeURIComponent(integration)}${state === undefined ? '' : `/${state}`}`;
}

/** What of one integration waits for a person. */
export function wayToConflicts(integration: string): string {
  return `/conflicts/of/${encodeURIComponent(integration)}`;
}
