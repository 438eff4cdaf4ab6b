import { z } from 'zod';
import { adfDocument, type FieldKind, type FieldValue } from '../../connectors/sdk/index.js';
import { describeValue } from '../../mappings/index.js';

const choice = z.object({ id: z.string(), label: z.string() });

/** A stored value in a few words, without knowing its field. */
export function showValue(value: FieldValue): string {
  return describeValue(kindOf(value), value);
}

function kindOf(value: FieldValue): FieldKind {
  if (Array.isArray(value)) return typeof value[0] === 'string' ? 'labels' : 'options';
  if (adfDocument.safeParse(value).success) return 'richText';
  if (choice.safeParse(value).success) return 'option';
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
}
