import { RefusedError } from '../../../shared/index.js';
import type { Forms } from '../dialect/forms.js';
import { fromMarkup } from './wiki/from-markup.js';
import { toMarkup } from './wiki/to-markup.js';

/** Rich text is wiki markup; people are user names in fields and keys in histories. */
export const dataCenterForms: Forms = {
  readRichText(raw) {
    if (typeof raw !== 'string') return undefined;
    const document = fromMarkup(raw);
    return document.content.length === 0 ? null : document;
  },
  writeRichText(document, fieldId) {
    try {
      return toMarkup(document);
    } catch (error) {
      const message = `the text cannot be written as wiki markup: ${error instanceof Error ? error.message : error}`;
      throw new RefusedError(message, { status: 0, fieldErrors: { [fieldId]: message }, cause: error });
    }
  },
  person: (name) => ({ name }),
  personInHistory: () => undefined,
};
