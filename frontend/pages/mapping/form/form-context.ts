import { createContext, useContext } from 'react';
import type { CheckedDraft, MappingField, MappingSide } from '../../../api/operations.js';
import type { Draft } from '../draft/use-draft.js';

export type Side = 'left' | 'right';
export const SIDES: readonly Side[] = ['left', 'right'];
export type Remark = CheckedDraft['faults'][number];

/** What every part of the form goes by. */
export interface FormContextValue {
  readonly draft: Draft;
  readonly integration: string;
  readonly mayChange: boolean;
  /** Null until the server has told. */
  readonly sides: Readonly<Record<Side, MappingSide>> | null;
  /** The item that expressions are tried on; empty: the pair that was synced last. */
  readonly tryKey: string;
}

export const FormContext = createContext<FormContextValue | null>(null);

/** @throws Error outside of the form */
export function useForm(): FormContextValue {
  const form = useContext(FormContext);
  if (form === null) throw new Error('there is no form here');
  return form;
}

/** The fields that an item type has on a side; of `any` those of all types, each once. */
export function fieldsOf(side: MappingSide | undefined, typeName: string): readonly MappingField[] {
  const types = side?.itemTypes ?? [];
  const own = types.filter(({ id, name }) => typeName === 'any' || id === typeName || name === typeName);
  const known = new Map(own.flatMap(({ fields }) => fields).map((field) => [field.id, field]));
  return [...known.values()];
}

/** Remarks on a place or below it. */
export function remarksAt(remarks: readonly Remark[], pointer: string): readonly Remark[] {
  return remarks.filter((remark) => remark.pointer === pointer || remark.pointer.startsWith(`${pointer}/`));
}
