import { useCallback, useEffect, useReducer, useRef } from 'react';

/** A page of a list, as the server gives it. */
export interface PageOfList<Row> {
  readonly items: readonly Row[];
  /** Where the next page begins; null: this is the last. */
  readonly next: string | null;
}

/** As much of a list as was asked for until now. */
export interface Pages<Row> {
  /** Null until the first page is there. */
  readonly rows: readonly Row[] | null;
  readonly isWhole: boolean;
  readonly isAsking: boolean;
  readonly error: unknown;
  /** When the latest answer came. */
  readonly answeredAt: Date;
  /** Asks for the next page, unless that is under way or the last one is there. */
  more(): void;
  /** Asks for the list anew. What is shown stays until the answer is there; of a list that was followed far down, its beginning is shown. */
  again(): void;
}

interface State<Row> {
  readonly rows: readonly Row[] | null;
  readonly next: string | null;
  readonly isAsking: boolean;
  readonly error: unknown;
  readonly answeredAt: Date;
}

type Happening<Row> =
  | { readonly kind: 'asked' }
  | { readonly kind: 'answered'; readonly page: PageOfList<Row>; readonly isFirst: boolean }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Follows a list page by page. @param ask asks for the page after a place; another function is another list. */
export function usePages<Row>(ask: (after: string | null) => Promise<PageOfList<Row>>): Pages<Row> {
  const [state, happen] = useReducer(after<Row>, {
    rows: null,
    next: null,
    isAsking: true,
    error: null,
    answeredAt: new Date(),
  });
  // What is answered for another list, or for this one before it was asked for anew, is not wanted any more.
  const wanted = useRef(0);
  const isUnderWay = useRef(false);
  const fetchPage = useCallback(
    (place: string | null) => {
      wanted.current += 1;
      const mine = wanted.current;
      isUnderWay.current = true;
      happen({ kind: 'asked' });
      const settle = (happening: Happening<Row>) => {
        if (wanted.current !== mine) return;
        isUnderWay.current = false;
        happen(happening);
      };
      ask(place).then(
        (page) => settle({ kind: 'answered', page, isFirst: place === null }),
        (error: unknown) => settle({ kind: 'failed', error }),
      );
    },
    [ask],
  );
  useEffect(() => {
    fetchPage(null);
    return () => {
      wanted.current += 1;
    };
  }, [fetchPage]);
  const again = useCallback(() => fetchPage(null), [fetchPage]);
  const { rows, next, isAsking, error, answeredAt } = state;
  const more = useCallback(() => {
    if (next !== null && !isUnderWay.current) fetchPage(next);
  }, [next, fetchPage]);
  return { rows, isWhole: rows !== null && next === null, isAsking, error, answeredAt, more, again };
}

function after<Row>(state: State<Row>, happening: Happening<Row>): State<Row> {
  switch (happening.kind) {
    case 'asked':
      return { ...state, isAsking: true };
    case 'answered': {
      const { page, isFirst } = happening;
      const rows = isFirst ? page.items : [...(state.rows ?? []), ...page.items];
      return { rows, next: page.next, isAsking: false, error: null, answeredAt: new Date() };
    }
    case 'failed':
      return { ...state, isAsking: false, error: happening.error };
  }
}
