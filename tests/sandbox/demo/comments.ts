import { adfDocument, adfToText } from '../../../backend/connectors/sdk/index.js';
import type { IssueState } from '../jira/index.js';

/** The words of an issue's comments. */
export function commentTexts({ comments }: IssueState): readonly string[] {
  return comments.map(({ body }) => {
    const document = adfDocument.safeParse(body);
    return document.success ? adfToText(document.data) : '';
  });
}
