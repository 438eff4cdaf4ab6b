import { syntaxError } from './jql-error.js';

export interface Token {
  /** `quoted` is never a keyword; `end` closes the list. */
  readonly kind: 'word' | 'quoted' | 'symbol' | 'end';
  readonly text: string;
  readonly line: number;
  /** Counted from 1. */
  readonly character: number;
}

const TOKEN =
  /\s+|(?<symbol>>=|<=|!=|!~|&&|\|\||[=~<>(),!&|])|"(?<double>(?:\\.|[^"\\])*)"|'(?<single>(?:\\.|[^'\\])*)'|(?<word>[^\s=!<>~(),"'&|]+)/y;

/** @throws JiraRefusal when a quote is not closed */
export function tokensOf(jql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < jql.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(jql);
    const place = placeOf(jql, at);
    if (match === null) {
      throw syntaxError(`The quoted string '${jql.slice(at + 1)}' has not been completed. (${described(place)})`);
    }
    const { symbol, double, single, word } = match.groups ?? {};
    const quoted = double ?? single;
    if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol, ...place });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.replace(/\\(.)/g, '$1'), ...place });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, ...place });
    at = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', ...placeOf(jql, at) });
  return tokens;
}

export function described({ line, character }: Pick<Token, 'line' | 'character'>): string {
  return `line ${line}, character ${character}`;
}

function placeOf(jql: string, at: number): { line: number; character: number } {
  const before = jql.slice(0, at).split('\n');
  return { line: before.length, character: (before.at(-1) ?? '').length + 1 };
}
