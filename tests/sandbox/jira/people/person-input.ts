import type { JsonValue } from '../../../../backend/shared/index.js';
import type { Directory } from '../site/index.js';

/**
 * What a test writes for a person's edit, in the API's form: plain text becomes a document, names of options and
 * people become references. Values in the API's form already stay as they are.
 */
export function apiForm(fieldId: string, value: JsonValue, directory: Directory): JsonValue {
  const kind = directory.field(fieldId)?.kind;
  if (kind === 'textarea' && typeof value === 'string') return plainDocument(value);
  if (typeof value === 'string') {
    if (kind === 'priority' || kind === 'resolution' || kind === 'issuetype') return { name: value };
    if (kind === 'select') return { value };
    if (kind === 'user') return { accountId: directory.person(value).accountId };
    if (kind === 'username') return { name: directory.person(value).name };
  }
  if (Array.isArray(value)) {
    if (kind === 'components')
      return (value as readonly JsonValue[]).map((name) => (typeof name === 'string' ? { name } : name));
    if (kind === 'multiselect')
      return (value as readonly JsonValue[]).map((name) => (typeof name === 'string' ? { value: name } : name));
  }
  return value;
}

/** A document of one paragraph a line. */
export function plainDocument(text: string): JsonValue {
  return {
    type: 'doc',
    version: 1,
    content: text.split('\n').map((line) => ({
      type: 'paragraph',
      ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
    })),
  };
}
