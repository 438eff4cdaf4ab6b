import type { Response } from 'express';

/** A page of the frontend as one host shows it. */
export interface Page {
  readonly name: 'admin' | 'panel';
  readonly host: 'connect' | 'data center';
  /** The origins that may show it in a frame: the installed site's, and nobody else's. */
  readonly frameAncestors: readonly string[];
}

/** Answers with a page. */
export function sendPage(response: Response, { name, host, frameAncestors }: Page): void {
  response
    .set({
      'content-security-policy': `default-src 'none'; frame-ancestors ${frameAncestors.join(' ')}`,
      'referrer-policy': 'no-referrer',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="en" data-host="${host}"><title>Syncline</title><main data-page="${name}"></main></html>`,
    );
}
