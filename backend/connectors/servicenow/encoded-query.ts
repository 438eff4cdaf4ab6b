const MAX_QUERY_CHARS = 7000;

/**
 * An encoded query of the user's filter and our conditions. `^NQ` starts an alternative, so each alternative gets our
 * conditions; the filter's own order and its end mark `^EQ` are dropped, because keyset paging brings its own order.
 */
export function encodedQuery(parts: {
  readonly filter: string | null;
  readonly conditions: readonly string[];
  readonly orderBy: readonly string[];
}): string {
  const queries = alternatives(parts.filter).map((terms) => [...terms, ...parts.conditions].join('^'));
  return [queries.join('^NQ'), ...parts.orderBy.map((field) => `ORDERBY${field}`)]
    .filter((part) => part !== '')
    .join('^');
}

/** A condition that holds for records whose field is one of the values. A comma cannot be escaped in a list, so such a value stands alone. */
export function isOneOf(field: string, values: readonly string[]): string {
  const listed = values.filter((value) => !value.includes(','));
  const alone = values.filter((value) => value.includes(','));
  return [
    ...(listed.length === 0 ? [] : [`${field}IN${listed.map(escaped).join(',')}`]),
    ...alone.map((value) => `${field}=${escaped(value)}`),
  ].join('^OR');
}

/** A value that a field may have. */
interface FieldIs {
  readonly field: string;
  readonly value: string;
}

/**
 * Conditions that together find each record of which one of these is true: one, unless the address would grow longer than
 * servers take that cut at 8 kB. `filter`: the one that the conditions will be given to.
 */
export function anyOf(wanted: readonly FieldIs[], filter: string | null = null): readonly string[] {
  const maxListChars = (MAX_QUERY_CHARS - encodeURIComponent(filter ?? '').length) / alternatives(filter).length;
  const groups: FieldIs[][] = [];
  let chars = 0;
  for (const one of wanted) {
    const added = encodeURIComponent(`,${one.value}`).length;
    const current = groups.at(-1);
    if (current !== undefined && chars + added <= maxListChars) {
      current.push(one);
      chars += added;
    } else {
      groups.push([one]);
      chars = added;
    }
  }
  return groups.map((group) => {
    const fields = new Set(group.map(({ field }) => field));
    const lists = [...fields].map((field) =>
      isOneOf(
        field,
        group.filter((one) => one.field === field).map(({ value }) => value),
      ),
    );
    // `^OR` binds tighter than `^`, so conditions that follow hold for the whole of it.
    return lists.join('^OR');
  });
}

/** What `^NQ` separates, each as its terms; at least one, which has no terms when the filter holds for everything. */
function alternatives(filter: string | null): readonly (readonly string[])[] {
  const found: string[][] = [[]];
  for (const term of (filter ?? '').trim().split(/(?<!\^)\^(?!\^)/)) {
    if (term === '' || term === 'EQ' || /^(ORDERBY|GROUPBY)/.test(term)) continue;
    if (term.startsWith('NQ')) found.push([]);
    const condition = term.replace(/^NQ/, '');
    if (condition !== '') found.at(-1)?.push(condition);
  }
  const withTerms = found.filter((terms) => terms.length > 0);
  return withTerms.length === 0 ? [[]] : withTerms;
}

function escaped(value: string): string {
  return value.replaceAll('^', '^^');
}
