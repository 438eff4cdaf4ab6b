import { createHash } from 'node:crypto';
import express, { type Router } from 'express';

/** A page that is the same for everybody and loads nothing. */
export interface ClosedPage {
  /** As in `/setup`. */
  readonly path: string;
  readonly title: string;
  /** HTML. */
  readonly body: string;
  readonly style: string;
  readonly script: string;
}

/**
 * Serves a page in which a secret comes by. Nothing of a request stands in it; the browser runs its own script alone, tells nobody from
 * where it goes on, and shows it in no frame.
 */
export function closedPage({ path, title, body, style, script }: ClosedPage): Router {
  const text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
  const headers = {
    'content-security-policy': [
      "default-src 'none'",
      `style-src ${hashOf(style)}`,
      `script-src ${hashOf(script)}`,
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
  };
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get(path, (_request, response) => {
    response.set(headers).type('html').send(text);
  });
  return router;
}

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
