import { createHash } from 'node:crypto';

/**
 * Hands what Jira brought back to the page that opened this window, and to no page of another origin. Nothing of the request is written
 * into the document, and the server does nothing yet: only the page that began it has the secret that makes the code worth something.
 */
const SCRIPT = `
const brought = new URL(location.href).searchParams;
const message = { type: 'syncline:sign-in', code: brought.get('code'), state: brought.get('state'), error: brought.get('error') };
history.replaceState(null, '', location.pathname);
if (window.opener) {
  window.opener.postMessage(message, location.origin);
  window.close();
} else {
  document.querySelector('p').textContent = 'The page that asked to sign in is not open any more. Close this window and begin again.';
}
`;

const scriptHash = createHash('sha256').update(SCRIPT).digest('base64');

/** The page that a person comes back to from Jira; the same for everybody. */
export const CALLBACK_PAGE = {
  html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Syncline</title><p>You can close this window.</p><script>${SCRIPT}</script></html>`,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    // The address of this page holds the code.
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  },
} as const;
