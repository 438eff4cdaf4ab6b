const PREFIX = 'syncline:';

/** What `correlation_display` holds of a record that we made (100 characters at most). */
export function markText(mark: string): string {
  return `${PREFIX}${mark}`;
}

/** The mark in a `correlation_display`; null when it says something else, which is somebody else's and left alone. */
export function markIn(correlationDisplay: string): string | null {
  return correlationDisplay.startsWith(PREFIX) ? correlationDisplay.slice(PREFIX.length) : null;
}

const AUTHOR_LINE = new RegExp(`^(.*?) ?\\[${PREFIX}([^\\]\\s]+)\\]\\n?`);

/** The text of a journal entry: who wrote it over there with the mark in one readable line, then the words. */
export function markedEntry(authorLine: string, mark: string, words: string): string {
  return `${authorLine} [${markText(mark)}]\n${words}`;
}

/** Takes the author line off a journal entry of ours. */
export function unmarkedEntry(entry: string): { readonly mark: string | null; readonly words: string } {
  const match = AUTHOR_LINE.exec(entry);
  return match === null
    ? { mark: null, words: entry }
    : { mark: match[2] ?? null, words: entry.slice(match[0].length) };
}
