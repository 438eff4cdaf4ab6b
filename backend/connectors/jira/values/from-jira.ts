import { z } from 'zod';
import type { FieldKind, FieldValue, OptionValue, ReferenceValue, UserValue } from '../../sdk/index.js';
import { idText } from '../answers/id.js';
import { toIsoUtc } from '../answers/instant.js';
import { type UserAnswer, user } from '../answers/user.js';
import type { Forms } from '../dialect/forms.js';
import { cascadedOption } from './cascading.js';

const option = z.looseObject({
  id: idText,
  value: z.string().optional(),
  name: z.string().optional(),
  child: z.looseObject({ id: idText, value: z.string() }).nullish(),
});
const reference = z.looseObject({ id: idText, key: z.string().optional(), name: z.string().optional() });
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * A raw value in the form of its kind, null when it is empty. Undefined when it has a shape that this kind does not know: then
 * the field counts as not answered, and nothing else of the item suffers.
 */
export function fromJira(kind: FieldKind, raw: unknown, forms: Forms): FieldValue | undefined {
  if (raw === null || raw === undefined) return null;
  switch (kind) {
    case 'text':
      return typeof raw === 'string' ? textValue(raw) : undefined;
    case 'richText':
      return forms.readRichText(raw);
    case 'number':
    case 'duration':
      return typeof raw === 'number' ? raw : undefined;
    case 'boolean':
      return typeof raw === 'boolean' ? raw : undefined;
    case 'date':
      return raw === '' ? null : date.safeParse(raw).data;
    case 'dateTime':
      return typeof raw === 'string' ? (raw === '' ? null : (toIsoUtc(raw) ?? undefined)) : undefined;
    case 'option':
    case 'status':
      return optionValue(raw);
    case 'user':
      return userFrom(raw);
    case 'reference':
      return referenceValue(raw);
    case 'labels':
      return labelsValue(raw);
    case 'options':
      return listOf(raw, optionValue);
    case 'users':
      return listOf(raw, userFrom);
    case 'references':
      return listOf(raw, referenceValue);
  }
}

/** A person in our form; without a display name the id must do. */
export function userValue(answer: UserAnswer): UserValue {
  return {
    id: answer.id,
    label: answer.displayName || answer.id,
    email: answer.emailAddress || null,
  };
}

function textValue(raw: string): string | null {
  return raw === '' ? null : raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}

const labelList = z.array(z.string());

function labelsValue(raw: unknown): string[] | null | undefined {
  const labels = labelList.safeParse(raw).data;
  return labels?.length === 0 ? null : labels;
}

function optionValue(raw: unknown): OptionValue | undefined {
  const parsed = option.safeParse(raw).data;
  if (parsed === undefined) return undefined;
  const own = { id: parsed.id, label: parsed.value ?? parsed.name ?? parsed.id };
  return parsed.child ? cascadedOption(own, { id: parsed.child.id, label: parsed.child.value }) : own;
}

function userFrom(raw: unknown): UserValue | undefined {
  const parsed = user.safeParse(raw).data;
  return parsed && userValue(parsed);
}

function referenceValue(raw: unknown): ReferenceValue | undefined {
  const parsed = reference.safeParse(raw).data;
  return parsed && { id: parsed.id, label: parsed.key ?? parsed.name ?? parsed.id };
}

/** All or nothing: a list from which an element is missing would look like an edit. */
function listOf<Element extends OptionValue | UserValue | ReferenceValue>(
  raw: unknown,
  read: (element: unknown) => Element | undefined,
): Element[] | null | undefined {
  const elements = z.array(z.unknown()).safeParse(raw).data?.map(read);
  if (elements === undefined || elements.some((element) => element === undefined)) return undefined;
  return elements.length === 0 ? null : elements.filter((element) => element !== undefined);
}
