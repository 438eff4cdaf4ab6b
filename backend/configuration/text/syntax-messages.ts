import type { ErrorCode } from 'yaml';

/**
 * What to say of text that is no YAML. The library's own words are not used: they quote the text, which may be a password, and
 * do not name a fix.
 */
const MESSAGES: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias (`*name`) can have neither an anchor nor a tag; remove it',
  BAD_ALIAS: 'an alias needs a name after `*`; if the value begins with `*`, put it in quotes',
  BAD_COLLECTION_TYPE: 'the tag does not fit what follows it; remove the tag',
  BAD_DIRECTIVE:
    'a line that begins with `%` is a directive, and this one is not known; remove it or put the value in quotes',
  BAD_DQ_ESCAPE: 'this escape is not known in double quotes; write `\\\\` for a backslash or use single quotes',
  BAD_INDENT: 'the indentation does not fit the lines above; indent what belongs together by the same number of spaces',
  BAD_PROP_ORDER: 'an anchor or tag stands in the wrong place; put it directly before its value',
  BAD_SCALAR_START: 'a value cannot begin with this character; put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second `: ` in one line; put the value in quotes, or begin a new line for the inner key',
  BLOCK_IN_FLOW: 'inside `{ }` and `[ ]` only the short forms are allowed; close the bracket first',
  DUPLICATE_KEY: 'this key is given twice; remove one',
  IMPOSSIBLE: 'this cannot be read as YAML',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters; is a quote or a colon missing?',
  MISSING_CHAR: 'a character is missing here: a closing quote, a bracket, a comma, or the `:` after a key',
  MULTILINE_IMPLICIT_KEY:
    'a key goes over several lines; is the `:` missing after a key, or a quote at the end of a value?',
  MULTIPLE_ANCHORS: 'a value can have one anchor only; remove the other',
  MULTIPLE_DOCS: 'a second document begins here; keep one document in a file',
  MULTIPLE_TAGS: 'a value can have one tag only; remove both',
  NON_STRING_KEY: 'a key must be plain text; remove `?`, brackets and aliases from it',
  RESOURCE_EXHAUSTION: 'nested too deeply to be read',
  TAB_AS_INDENT: 'a tab is used to indent; YAML takes only spaces',
  TAG_RESOLVE_FAILED: 'tags (`!name`) are not used in this file; put the value in quotes if it begins with `!`',
  UNEXPECTED_TOKEN: 'this does not belong here; check the indentation and the quotes of the lines above',
};

/** One line for one kind of syntax fault. */
export function syntaxMessage(code: ErrorCode): string {
  return MESSAGES[code];
}
