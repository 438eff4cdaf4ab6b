/** So many of something a second, to two figures that matter. */
export function sayRate(perSecond: number): string {
  return perSecond.toLocaleString('en', { maximumSignificantDigits: 2 });
}
