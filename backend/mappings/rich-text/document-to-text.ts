import { type AdfDocument, adfToText } from '../../connectors/sdk/index.js';

/** Rich text as people read it without formatting; blanks at the end are dropped, since most tools drop them from plain text. */
export function documentToText(document: AdfDocument): string {
  return adfToText(document).trimEnd();
}
