/** More than an installation has of anything that is read again and again. */
const MOST = 2_000;

/**
 * The same function, which makes of a text once what it made of it before: most of what is read from the database in each run has not
 * changed since the last. What it makes must not be changed by anybody.
 */
export function memoized<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    // The first is the oldest.
    for (const [oldest] of known) {
      if (known.size < MOST) break;
      known.delete(oldest);
    }
    known.set(text, made);
    return made;
  };
}
