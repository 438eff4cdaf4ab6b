import { type AdfNode, adfDocument, textToAdf } from '../../sdk/index.js';
import { assertValidAdf } from '../adf/validate.js';
import type { Forms } from '../dialect/forms.js';

/** Documents are ADF, people are account ids. */
export const cloudForms: Forms = {
  /** Also from servers that answer plain text; history keeps the words of a document alone. */
  readRichText(raw) {
    if (typeof raw === 'string') return raw === '' ? null : textToAdf(raw);
    const document = adfDocument.safeParse(raw).data;
    if (document === undefined) return undefined;
    return document.content.every(isBlankParagraph) ? null : document;
  },
  writeRichText(document, fieldId) {
    assertValidAdf(document, fieldId);
    return JSON.parse(JSON.stringify(document));
  },
  person: (accountId) => ({ accountId }),
  personInHistory: (id, label) => ({ id, label, email: null }),
};

function isBlankParagraph(node: AdfNode): boolean {
  return node.type === 'paragraph' && (node.content ?? []).length === 0;
}
