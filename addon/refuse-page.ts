import type { Response } from 'express';
import { NotSignedInError, SiteClosedError } from './door.js';

/**
 * Tells a person why a page in Jira does not open: plain words in a frame, where a problem document would be shown as it is. Nothing of
 * the request is repeated.
 * @returns false when the error is none of those, and nothing was answered.
 */
export function refusePage(response: Response, error: unknown): boolean {
  const refusal = refusalOf(error);
  if (refusal === null) return false;
  response
    .status(refusal.status)
    .set({ 'content-security-policy': "default-src 'none'", 'referrer-policy': 'no-referrer' })
    .type('html')
    .send(`<!doctype html><html lang="en"><title>Syncline</title><p>${refusal.words}</p></html>`);
  return true;
}

function refusalOf(error: unknown): { readonly status: 401 | 403; readonly words: string } | null {
  if (error instanceof NotSignedInError) {
    return {
      status: 401,
      words: 'This page could not be opened. Load it again from Jira; links to it live for minutes only.',
    };
  }
  if (error instanceof SiteClosedError) {
    return { status: 403, words: 'The app is switched off in this Jira, or not installed any more.' };
  }
  return null;
}
