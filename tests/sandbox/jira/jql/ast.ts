export type Operator = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' | 'in' | 'not in' | 'is' | 'is not';

export type Operand =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'function'; readonly name: string; readonly arguments: readonly string[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'list'; readonly operands: readonly Operand[] };

export interface Term {
  readonly kind: 'term';
  readonly field: string;
  readonly operator: Operator;
  readonly operand: Operand;
}

export type Clause =
  | Term
  | { readonly kind: 'and' | 'or'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'not'; readonly clause: Clause };

export interface OrderTerm {
  readonly field: string;
  /** Undefined: the field's own habit. */
  readonly direction?: 'asc' | 'desc';
}

export interface JqlQuery {
  /** Undefined: no restriction at all. */
  readonly where?: Clause;
  readonly orderBy: readonly OrderTerm[];
}
