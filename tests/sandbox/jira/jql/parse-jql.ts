import type { Clause, JqlQuery, Operand, Operator, OrderTerm, Term } from './ast.js';
import { syntaxError } from './jql-error.js';
import { described, type Token, tokensOf } from './tokens.js';

const OPERATORS = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'";
const SYMBOLS: ReadonlySet<string> = new Set(['=', '!=', '~', '!~', '>', '>=', '<', '<=']);
const MOST_SORT_FIELDS = 7;

/** @throws JiraRefusal with Jira's words when the text is no JQL */
export function parseJql(jql: string): JqlQuery {
  return new Parser(tokensOf(jql)).query();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): JqlQuery {
    const isUnrestricted = this.#peek().kind === 'end' || this.#isKeyword('order');
    const where = isUnrestricted ? undefined : this.#or();
    const orderBy = this.#takeKeyword('order') ? this.#orderBy() : [];
    const rest = this.#peek();
    if (rest.kind !== 'end') {
      throw syntaxError(`Expecting either 'OR' or 'AND' but got '${rest.text}'. (${described(rest)})`);
    }
    return where === undefined ? { orderBy } : { where, orderBy };
  }

  #or(): Clause {
    const clauses = [this.#and()];
    while (this.#takeKeyword('or') || this.#takeSymbol('||') || this.#takeSymbol('|')) clauses.push(this.#and());
    return clauses.length === 1 && clauses[0] !== undefined ? clauses[0] : { kind: 'or', clauses };
  }

  #and(): Clause {
    const clauses = [this.#not()];
    while (this.#takeKeyword('and') || this.#takeSymbol('&&') || this.#takeSymbol('&')) clauses.push(this.#not());
    return clauses.length === 1 && clauses[0] !== undefined ? clauses[0] : { kind: 'and', clauses };
  }

  #not(): Clause {
    if (this.#takeKeyword('not') || this.#takeSymbol('!')) return { kind: 'not', clause: this.#not() };
    if (!this.#takeSymbol('(')) return this.#term();
    const clause = this.#or();
    this.#demandSymbol(')');
    return clause;
  }

  #term(): Term {
    const field = this.#text('field');
    const operator = this.#operator();
    const operand = operator === 'in' || operator === 'not in' ? this.#list() : this.#operand();
    return { kind: 'term', field, operator, operand };
  }

  #operator(): Operator {
    const token = this.#next();
    if (token.kind === 'symbol' && SYMBOLS.has(token.text)) return token.text as Operator;
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (word === 'in') return 'in';
    if (word === 'is') return this.#takeKeyword('not') ? 'is not' : 'is';
    if (word === 'not' && this.#takeKeyword('in')) return 'not in';
    const got = token.kind === 'end' ? 'the end of the query' : `'${token.text}'`;
    throw syntaxError(`Expecting operator but got ${got}. The valid operators are ${OPERATORS}. (${described(token)})`);
  }

  #list(): Operand {
    if (!this.#takeSymbol('(')) return this.#operand();
    const operands = [this.#operand()];
    while (this.#takeSymbol(',')) operands.push(this.#operand());
    this.#demandSymbol(')');
    return { kind: 'list', operands };
  }

  #operand(): Operand {
    const isQuoted = this.#peek().kind === 'quoted';
    const text = this.#text('value');
    if (!isQuoted && this.#takeSymbol('(')) return this.#call(text);
    return !isQuoted && /^(empty|null)$/i.test(text) ? { kind: 'empty' } : { kind: 'value', text };
  }

  #call(name: string): Operand {
    const given: string[] = [];
    while (!this.#takeSymbol(')')) {
      given.push(this.#text('value'));
      this.#takeSymbol(',');
    }
    return { kind: 'function', name, arguments: given };
  }

  #orderBy(): OrderTerm[] {
    if (!this.#takeKeyword('by'))
      throw syntaxError(`Expecting 'BY' but got '${this.#peek().text}'. (${described(this.#peek())})`);
    const terms: OrderTerm[] = [];
    do {
      const field = this.#text('field');
      if (this.#takeKeyword('asc')) terms.push({ field, direction: 'asc' });
      else if (this.#takeKeyword('desc')) terms.push({ field, direction: 'desc' });
      else terms.push({ field });
    } while (this.#takeSymbol(','));
    if (terms.length > MOST_SORT_FIELDS) throw syntaxError(`The maximum number of sort fields is ${MOST_SORT_FIELDS}.`);
    return terms;
  }

  #text(expected: string): string {
    const token = this.#next();
    if (token.kind === 'word' || token.kind === 'quoted') return token.text;
    const got = token.kind === 'end' ? 'the end of the query' : `'${token.text}'`;
    throw syntaxError(`Expecting a ${expected} but got ${got}. (${described(token)})`);
  }

  #peek(): Token {
    // The last token is the end, which is never passed.
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] as Token;
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #isKeyword(word: string): boolean {
    const token = this.#peek();
    return token.kind === 'word' && token.text.toLowerCase() === word;
  }

  #takeKeyword(word: string): boolean {
    const isIt = this.#isKeyword(word);
    if (isIt) this.#at += 1;
    return isIt;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#peek();
    const isIt = token.kind === 'symbol' && token.text === symbol;
    if (isIt) this.#at += 1;
    return isIt;
  }

  #demandSymbol(symbol: string): void {
    const token = this.#peek();
    if (!this.#takeSymbol(symbol)) {
      throw syntaxError(`Expecting '${symbol}' but got '${token.text}'. (${described(token)})`);
    }
  }
}
