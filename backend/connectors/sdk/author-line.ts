const PREFIX = 'syncline:';

/** A mark as it stands in a field of an item or in a text that people read. */
export function markText(mark: string): string {
  return `${PREFIX}${mark}`;
}

/** The mark in a field that holds nothing else; null when it says something else, which is somebody else's and left alone. */
export function markIn(text: string): string | null {
  return text.startsWith(PREFIX) ? text.slice(PREFIX.length) : null;
}

const AUTHOR_LINE = new RegExp(`^(.*?) ?\\[${PREFIX}([^\\]\\s]+)\\]\\n?`);

/**
 * The text of a comment in a tool whose comments have no place for a mark: who wrote it over there with the mark in one readable
 * line, then the words.
 */
export function withAuthorLine(authorLine: string, mark: string, words: string): string {
  return `${authorLine} [${markText(mark)}]\n${words}`;
}

/** Takes the author line off a comment of ours; the text has `\n` line ends. */
export function withoutAuthorLine(text: string): { readonly mark: string | null; readonly words: string } {
  const match = AUTHOR_LINE.exec(text);
  return match === null ? { mark: null, words: text } : { mark: match[2] ?? null, words: text.slice(match[0].length) };
}
