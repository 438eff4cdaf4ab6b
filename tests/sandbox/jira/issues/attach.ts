import type { Act } from '../state.js';
import type { AttachmentRecord, HistoryItem, IssueRecord } from '../store/index.js';
import { changeIssue } from './change.js';
import { nextUpdatedMs } from './save.js';

/** Attaches a file. Two files may have the same name. */
export function addAttachment(
  act: Act,
  record: IssueRecord,
  file: { readonly filename: string; readonly mimeType: string; readonly content: Buffer },
): AttachmentRecord {
  const attachment: AttachmentRecord = {
    ...file,
    id: act.state.store.sequences.attachment.next(),
    authorId: act.account.accountId,
    createdMs: nextUpdatedMs(act, record),
  };
  const item = { fieldId: 'attachment', from: null, fromText: null, to: String(attachment.id), toText: file.filename };
  change(act, record, [...record.attachments, attachment], item);
  return attachment;
}

export function removeAttachment(act: Act, record: IssueRecord, { id, filename }: AttachmentRecord): void {
  const item = { fieldId: 'attachment', from: String(id), fromText: filename, to: null, toText: null };
  change(
    act,
    record,
    record.attachments.filter((other) => other.id !== id),
    item,
  );
}

function change(act: Act, record: IssueRecord, attachments: readonly AttachmentRecord[], item: HistoryItem): void {
  changeIssue(act, record, {}, { patch: { attachments }, items: [item] });
}
