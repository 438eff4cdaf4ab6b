/** RFC 6901, as the fragment of an address. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return `#${path.map((key) => `/${encodeURIComponent(String(key).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;
}
