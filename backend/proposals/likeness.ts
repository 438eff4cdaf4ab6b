/** Words without meaning of their own in names of fields, types and choices. */
const EMPTY_WORDS = new Set(['a', 'an', 'the', 'of', 'for', 'to', 'is', 'u', 'x', 'field', 'value', 'custom']);

/** The words of a name in small letters and singular: `Story Points`, `u_story_point` and `storyPoints` have the same. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/^\s*-?\d+\s*[-.:)]\s*/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !EMPTY_WORDS.has(word))
    .map(singular);
}

/** A name by its words alone, for comparing. */
export function plainName(name: string): string {
  return wordsOf(name).join(' ');
}

/** How alike two names are: 1 the same words, 0 none in common. */
export function likeness(one: string, other: string): number {
  const [a, b] = [new Set(wordsOf(one)), new Set(wordsOf(other))];
  if (a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((word) => b.has(word)).length;
  return (2 * shared) / (a.size + b.size);
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
