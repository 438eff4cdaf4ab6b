import { type JsonValue, RefusedError } from '../../../shared/index.js';
import { type AdfDocument, type AdfNode, type CommentBody, textToAdf } from '../../sdk/index.js';
import { createdComment } from '../answers/comment.js';
import type { Dialect } from '../dialect/dialect.js';
import { markProperty } from '../mark.js';
import { INTERNAL, INTERNAL_PROPERTY, PUBLIC } from './channels.js';

/** A comment as it is to stand there. */
export interface NewComment {
  readonly itemId: string;
  readonly channel: string;
  readonly body: CommentBody;
  /** Who wrote it on the other side; a paragraph of its own above the words. Empty for none. */
  readonly authorLine: string;
  readonly mark: string;
}

/** @throws RefusedError for a channel that Jira does not have, or when the words are no valid document. */
export async function addComment(
  { api, forms }: Pick<Dialect, 'api' | 'forms'>,
  comment: NewComment,
  signal: AbortSignal,
): Promise<{ readonly id: string }> {
  if (comment.channel !== PUBLIC && comment.channel !== INTERNAL) {
    throw new RefusedError(`Jira has no comment channel ${comment.channel}; it has ${PUBLIC} and ${INTERNAL}`, {
      status: 0,
    });
  }
  const body = forms.writeRichText(documentOf(comment), 'comment');
  const properties: JsonValue[] = [markProperty(comment.mark)];
  if (comment.channel === INTERNAL) properties.push({ key: INTERNAL_PROPERTY, value: { internal: true } });
  const answer = await api.write(
    {
      method: 'POST',
      path: `/issue/${encodeURIComponent(comment.itemId)}/comment`,
      body: { body, properties },
      lane: comment.itemId,
    },
    createdComment,
    signal,
  );
  return { id: answer.body.id };
}

function documentOf({ body, authorLine }: NewComment): AdfDocument {
  const document = body.kind === 'text' ? textToAdf(body.value) : body.value;
  const author: AdfNode[] =
    authorLine === '' ? [] : [{ type: 'paragraph', content: [{ type: 'text', text: authorLine }] }];
  return { ...document, content: [...author, ...document.content] };
}
