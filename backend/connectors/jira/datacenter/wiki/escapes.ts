/** Characters that a backslash makes plain. */
const BY_BACKSLASH = '[*_\\-+^~?{}[\\]!|#]';
/** What no backslash helps against is written as the number of its character, which Jira shows as that character. */
const BY_NUMBER: readonly RegExp[] = [
  /&(?=#\d+;)/g,
  /\\/g,
  /(?<=[:;])[()DPpd]/g,
  /(?<=^[ \t]*(?:h[1-6]|bq))\./gm,
  /\((?=[a-z!?/*+-]{1,4}\))/g,
];

/** Addresses are links as they stand; a backslash would become part of them. */
const ADDRESS = /(https?:\/\/[^\s{}[\]|!*\\"<>]+)/;

/** A text in which nothing means anything to Jira's renderer but addresses. */
export function escaped(text: string): string {
  return text
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 0 ? escapedWords(part) : part))
    .join('');
}

function escapedWords(text: string): string {
  const numbered = BY_NUMBER.reduce(
    (sofar, pattern) => sofar.replace(pattern, (character) => `&#${character.charCodeAt(0)};`),
    text,
  );
  return numbered.replace(new RegExp(`&#\\d+;|${BY_BACKSLASH}`, 'g'), (part) => (part.length > 1 ? part : `\\${part}`));
}

/** The words that a markup without any formatting shows. */
export function unescaped(markup: string): string {
  return withoutEntities(markup.replace(new RegExp(`\\\\(${BY_BACKSLASH})`, 'g'), '$1'));
}

/** Numbered characters as themselves. */
export function withoutEntities(text: string): string {
  return text.replace(/&#(\d{1,6});/g, (_all, code) => String.fromCodePoint(Number(code)));
}
