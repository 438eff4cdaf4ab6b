import type { FieldDescriptor, FieldValue } from '../../connectors/sdk/index.js';
import type { JsonValue } from '../../shared/index.js';
import { documentToText } from '../rich-text/index.js';
import { elementsOf } from './elements.js';
import { isChosen, isSet } from './kinds.js';
import { isDocument } from './same-value.js';
import { tokenOf } from './token.js';

/** What expressions see of a field: choices by their token, people by e-mail or name, rich text as plain text. */
export function plainValue(descriptor: Pick<FieldDescriptor, 'kind' | 'token'>, value: FieldValue): JsonValue {
  if (value === null) return null;
  if (isDocument(value)) return documentToText(value);
  if (!isChosen(descriptor.kind)) return value as JsonValue;
  const tokens = elementsOf(value).map((element) => tokenOf(descriptor, element));
  return isSet(descriptor.kind) ? tokens : (tokens[0] ?? null);
}
