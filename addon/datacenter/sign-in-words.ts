import type { Response } from 'express';
import type { Site } from '../../backend/sites/index.js';

const HEADERS = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** Tells a person in the window that a page has opened why it goes no further. */
export function sendWords(response: Response, status: number, words: string): void {
  send(response, status, `<p>${words}</p>`);
}

/** Lets a person choose the Jira to sign in by. @param challenge of the page, in base64url. */
export function chooseSite(response: Response, sites: readonly Site[], challenge: string): void {
  const links = sites.map(({ id, displayUrl }) => {
    const address = `?${new URLSearchParams({ challenge, site: id })}`;
    return `<li><a href="${escaped(address)}">${escaped(displayUrl)}</a></li>`;
  });
  if (links.length === 0) sendWords(response, 404, 'No Jira Data Center is known to this server.');
  else send(response, 200, `<p>By which Jira?</p><ul>${links.join('')}</ul>`);
}

function send(response: Response, status: number, body: string): void {
  response
    .status(status)
    .set(HEADERS)
    .type('html')
    .send(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Syncline</title>${body}</html>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
