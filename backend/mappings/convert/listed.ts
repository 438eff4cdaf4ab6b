const LONGEST_LIST = 20;

/** Names for a message, the first twenty of them. */
export function listed(names: readonly string[]): string {
  const more = names.length - LONGEST_LIST;
  return more > 0 ? `${names.slice(0, LONGEST_LIST).join(', ')} and ${more} more` : names.join(', ');
}
