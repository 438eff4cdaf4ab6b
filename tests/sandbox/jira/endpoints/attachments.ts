import { empty, json, type SandboxResponse } from '../../http/index.js';
import { addAttachment, removeAttachment } from '../issues/index.js';
import { demand, may, projectOf, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { attachmentJson, userByIdJson } from '../render/index.js';
import type { AttachmentRecord, IssueRecord } from '../store/index.js';
import { type Endpoint, type Exchange, parameter } from './exchange.js';
import { readFiles } from './multipart.js';

const LIMIT_BYTES = 1_073_741_824;

export const attachmentEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/attachment/meta',
    operation: 'getAttachmentMeta',
    isWrite: false,
    answer: () => json(200, { enabled: true, uploadLimit: LIMIT_BYTES }),
  },
  {
    method: 'POST',
    path: '/issue/{issueIdOrKey}/attachments',
    operation: 'addAttachment',
    isWrite: true,
    answer(exchange) {
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      demand(
        exchange,
        'CREATE_ATTACHMENTS',
        record,
        'You do not have permission to create attachments for this issue.',
      );
      if (!/^no-?check$/.test(exchange.request.headers['x-atlassian-token'] ?? '')) {
        return { status: 403, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: 'XSRF check failed' };
      }
      const made = readFiles(exchange).map((file) => {
        const current = seenIssue(exchange, String(record.id));
        return attachmentJson(addAttachment(exchange, current, file), exchange.view);
      });
      return json(200, made);
    },
  },
  {
    method: 'GET',
    path: '/attachment/{id}',
    operation: 'getAttachment',
    isWrite: false,
    answer(exchange) {
      const { attachment } = namedAttachment(exchange);
      const author = userByIdJson(attachment.authorId, exchange.view);
      // The id is a number here, unlike inside an issue.
      return json(200, { ...attachmentJson(attachment, exchange.view), id: attachment.id, author });
    },
  },
  {
    method: 'GET',
    path: '/attachment/content/{id}',
    operation: 'getAttachmentContent',
    isWrite: false,
    answer(exchange) {
      const { attachment } = namedAttachment(exchange);
      if (exchange.query.get('redirect') === 'false') return contentOf(attachment);
      return empty(303, {
        location: `${mediaBase(exchange)}/_media/file/${attachment.id}?token=${mediaToken(attachment)}`,
      });
    },
  },
  {
    method: 'DELETE',
    path: '/attachment/{id}',
    operation: 'removeAttachment',
    isWrite: true,
    answer(exchange) {
      const { record, attachment } = namedAttachment(exchange);
      demand(exchange, 'DELETE_ALL_ATTACHMENTS', record, 'You do not have permission to delete this attachment.');
      removeAttachment(exchange, record, attachment);
      return empty();
    },
  },
  {
    method: 'GET',
    path: '/_media/file/{id}',
    operation: 'mediaFile',
    isWrite: false,
    isPublic: true,
    answer(exchange) {
      const attachment = findAttachment(exchange)?.attachment;
      if (attachment === undefined || exchange.query.get('token') !== mediaToken(attachment)) return empty(404);
      // The media host takes its token alone; credentials of Jira have no business there.
      return exchange.request.headers.authorization === undefined ? contentOf(attachment) : empty(400);
    },
  },
];

function findAttachment({
  state,
  parameters,
}: Exchange): { record: IssueRecord; attachment: AttachmentRecord } | undefined {
  const id = Number(parameters.id);
  const record = state.store.owner('attachment', id);
  const attachment = record?.attachments.find((candidate) => candidate.id === id);
  return record === undefined || attachment === undefined ? undefined : { record, attachment };
}

/** @throws JiraRefusal 404, for absent and for unseen attachments alike */
function namedAttachment(exchange: Exchange): { record: IssueRecord; attachment: AttachmentRecord } {
  const { state, account, parameters } = exchange;
  const found = findAttachment(exchange);
  if (found === undefined || !may(state, account, 'BROWSE_PROJECTS', projectOf(state, found.record))) {
    throw new JiraRefusal(404, [`The attachment with id '${parameters.id}' does not exist`]);
  }
  return found;
}

/** Where files are fetched from: below the site, or, with B24, at another host. */
function mediaBase({ state, occasion, view }: Exchange): string {
  const { origin, protocol, port } = new URL(view.base);
  const manner = state.manners.draw('B24', occasion);
  return manner === undefined ? origin : `${protocol}//${manner.host}${port === '' ? '' : `:${port}`}`;
}

function mediaToken({ id, createdMs }: AttachmentRecord): string {
  return Buffer.from(`${id}:${createdMs}`).toString('base64url');
}

function contentOf({ content, mimeType, filename }: AttachmentRecord): SandboxResponse {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`;
  return { status: 200, headers: { 'content-type': mimeType, 'content-disposition': disposition }, body: content };
}
