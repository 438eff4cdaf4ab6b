import { useCallback, useEffect, useState } from 'react';
import { call } from '../../api/call.js';
import type { Operations } from '../../api/operations.js';
import type { Host } from '../../host/host.js';
import { sayValue } from '../../words/value.js';

type Mapped = Operations['answers']['GET /api/v1/integrations/{name}/fields']['items'][number];
export type Side = 'left' | 'right';

/** How people know the fields that a mapping carries over, and what their values mean. */
export interface FieldWords {
  /** Of a rule; the names of both sides where they differ. */
  nameOf(integration: string | null, field: string): string;
  /** A value of a rule's field on one side, in one line; an option by its label. */
  valueOf(integration: string | null, field: string | null, side: Side, value: unknown): string;
}

/** Each integration's fields are asked for once while the pages are open; until they are there the ids stand. */
export function useMappedFields(host: Host, integrations: readonly (string | null)[]): FieldWords {
  const [known, setKnown] = useState<ReadonlyMap<string, readonly Mapped[]>>(new Map());
  const wanted = [...new Set(integrations)].filter((name) => name !== null && !known.has(name)).join('\n');
  useEffect(() => {
    let isWanted = true;
    for (const name of wanted.split('\n').filter((each) => each !== '')) {
      const learn = (items: readonly Mapped[]) => isWanted && setKnown((before) => new Map(before).set(name, items));
      // An integration that was removed has no names any more; ids serve as well.
      call(host, 'GET /api/v1/integrations/{name}/fields', { path: { name } }).then(
        ({ items }) => learn(items),
        () => learn([]),
      );
    }
    return () => {
      isWanted = false;
    };
  }, [host, wanted]);
  const find = useCallback(
    (integration: string | null, field: string | null) =>
      integration === null ? undefined : known.get(integration)?.find((each) => each.field === field),
    [known],
  );
  return {
    nameOf: (integration, field) => nameOf(find(integration, field), field),
    valueOf: (integration, field, side, value) => {
      const options = find(integration, field)?.[side]?.options ?? null;
      return sayValue(value, (id) => options?.find((option) => option.id === id)?.label);
    },
  };
}

function nameOf(mapped: Mapped | undefined, field: string): string {
  const [left, right] = [mapped?.left?.name, mapped?.right?.name];
  if (left === undefined || right === undefined) return left ?? right ?? field;
  return left === right ? left : `${left} / ${right}`;
}
