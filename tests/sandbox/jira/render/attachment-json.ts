import type { JsonValue } from '../../../../backend/shared/index.js';
import type { AttachmentRecord } from '../store/index.js';
import { userByIdJson } from './user-json.js';
import type { View } from './view.js';

/** An attachment inside an issue: its id is a string here, and a number when it is asked for alone. */
export function attachmentJson(attachment: AttachmentRecord, view: View): { [key: string]: JsonValue } {
  return {
    self: view.self(`attachment/${attachment.id}`),
    id: String(attachment.id),
    filename: attachment.filename,
    author: userByIdJson(attachment.authorId, view),
    created: view.date(attachment.createdMs),
    size: attachment.content.length,
    mimeType: attachment.mimeType,
    content: view.self(`attachment/content/${attachment.id}`),
  };
}
