/**
 * As `Promise.all`, and nothing goes on behind the caller's back: when one fails, the others are waited for first.
 * @throws the first failure in the order of `work`.
 */
export async function allEnded<T>(work: Iterable<Promise<T>>): Promise<T[]> {
  const ended = await Promise.allSettled(work);
  return ended.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
