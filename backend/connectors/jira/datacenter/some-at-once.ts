/** As many calls as a connection makes at once by default: more would only wait. */
const AT_ONCE = 8;

/** Works through a list, a few elements at once; the results are in its order. */
export async function someAtOnce<Element, Result>(
  elements: readonly Element[],
  work: (element: Element) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < elements.length; from += AT_ONCE) {
    results.push(...(await Promise.all(elements.slice(from, from + AT_ONCE).map(work))));
  }
  return results;
}
