/**
 * As `Promise.all`, and nothing goes on behind the caller's back: when one fails, the others are waited for first.
 * @throws the first failure in the order of `work`.
 */
export async function allEnded<const T extends readonly Promise<unknown>[]>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
