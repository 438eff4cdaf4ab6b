import type { Router } from 'express';
import { closedPage } from './closed-page.js';

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto; padding: 0 1rem; color: #172b4d; }
`;

const BODY = '<main><p>Signing in&hellip;</p></main>';

/**
 * What the provider has answered goes to the page that began, which alone holds the proof that belongs to it, and to no other origin. A
 * provider's pages may have cut the tie to that page; then whoever listens here hears it, and without the proof it opens nothing.
 */
const SCRIPT = `
const message = { kind: 'syncline sign-in', query: location.search.slice(1) };
history.replaceState(null, '', location.pathname);
if (window.opener) window.opener.postMessage(message, location.origin);
else new BroadcastChannel('syncline sign-in').postMessage(message);
window.close();
document.querySelector('p').textContent = 'This window can be closed.';
`;

/** Where sign-in providers send people back, in the window that was opened for them. */
export function callbackPage(): Router {
  return closedPage({
    path: '/oauth/callback',
    title: 'Syncline: signing in',
    body: BODY,
    style: STYLE,
    script: SCRIPT,
  });
}
