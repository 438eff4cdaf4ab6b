import { type Matcher, RE2JS } from 're2js';

/**
 * A stand-in for RegExp that takes time linear in the text, whatever the pattern; it has what JSONata uses of one. Patterns that
 * need to go back (look-around, back references) are refused when it is made.
 */
export class LinearRegExp {
  readonly source: string;
  lastIndex = 0;
  readonly #pattern: RE2JS;

  /** @throws RE2JSSyntaxException when the pattern cannot be matched in linear time. */
  constructor(pattern: RegExp) {
    this.source = pattern.source;
    const flags =
      (pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) |
      (pattern.multiline ? RE2JS.MULTILINE : 0) |
      (pattern.dotAll ? RE2JS.DOTALL : 0);
    this.#pattern = RE2JS.compile(RE2JS.translateRegExp(pattern.source), flags);
  }

  /** The first match at or after `lastIndex`, which is moved behind it. */
  exec(text: string): RegExpExecArray | null {
    const matcher = this.#pattern.matcher(text);
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    this.lastIndex = matcher.end();
    return Object.assign(groupsOf(matcher), { index: matcher.start(), input: text }) as RegExpExecArray;
  }
}

function groupsOf(matcher: Matcher): (string | undefined)[] {
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
}
