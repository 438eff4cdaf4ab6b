import { JiraRefusal } from '../refusal.js';
import type { Exchange } from './exchange.js';

/** One file of a form. */
export interface FilePart {
  readonly filename: string;
  readonly mimeType: string;
  readonly content: Buffer;
}

/** The files named `file` of a multipart form. @throws JiraRefusal 415 for another body */
export function readFiles({ request }: Exchange): FilePart[] {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined || request.body === null) throw new JiraRefusal(415, ['Unsupported Media Type']);
  return partsOf(request.body, `--${boundary}`).flatMap((part) => {
    const end = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, end).toString('utf8');
    const filename = /name="file"[^\r\n]*filename="([^"]*)"/i.exec(head)?.[1];
    if (filename === undefined) return [];
    const mimeType = /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? 'application/octet-stream';
    // What a browser escapes in the name of a file.
    const name = filename.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
    return [{ filename: name, mimeType, content: part.subarray(end + 4) }];
  });
}

/** What lies between the delimiters, without the line breaks that belong to them. */
function partsOf(body: Buffer, delimiter: string): Buffer[] {
  const parts: Buffer[] = [];
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const from = start + delimiter.length + 2;
    const next = body.indexOf(`\r\n${delimiter}`, from - 2);
    if (next === -1) break;
    parts.push(body.subarray(from, next));
    start = next + 2;
  }
  return parts;
}
