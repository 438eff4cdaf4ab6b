/** Where the page of a connection is. */
export function pathOf(name: string, more: '' | '/change' = ''): string {
  return `/connections/${encodeURIComponent(name)}${more}`;
}
