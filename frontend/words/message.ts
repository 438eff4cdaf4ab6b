/** What each side is called: the key of its item, or the tool. */
export type CalledSides = Readonly<Record<'left' | 'right', string>>;

/**
 * What the engine stores of a field that differs, and how it is said with names in place of the sides. The history puts the reason before
 * it, which says the same.
 */
const FORMS: readonly (readonly [stored: RegExp, said: (sides: CalledSides, parts: readonly string[]) => string])[] = [
  [
    /^(?:conflict: )?(both sides changed it: )left( to .*?, )right( to .*)$/s,
    ({ left, right }, [before, of, and]) => `${before}${left}${of}${right}${and}`,
  ],
  [
    /^(?:first-contact: )?((?:the sides differ where they first meet: )?)left is( .*?, )right is( .*)$/s,
    ({ left, right }, [before, of, and]) => `${before}${left} has${of}${right} has${and}`,
  ],
  [/^left is( .*)$/s, ({ left }, [of]) => `${left} has${of}`],
  [/^right is( .*)$/s, ({ right }, [of]) => `${right} has${of}`],
];

/** A message about two items as people read it, who know keys and tools, and no left and right. What is about no side stays as it is. */
export function sayMessage(message: string, sides: CalledSides): string {
  for (const [stored, said] of FORMS) {
    const parts = stored.exec(message)?.slice(1);
    if (parts !== undefined) return said(sides, parts);
  }
  return message;
}
