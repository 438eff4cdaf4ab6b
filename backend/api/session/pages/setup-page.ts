import type { Router } from 'express';
import { closedPage } from './closed-page.js';

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto; padding: 0 1rem; color: #172b4d; }
label { display: block; margin: 1rem 0 0; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .4rem; }
button { font: inherit; margin-top: 1.5rem; padding: .4rem 1rem; }
[role=alert] { color: #ae2a19; }
`;

const BODY = `<main>
<h1>Set up your account</h1>
<form>
<label>Name<input name="name" autocomplete="username" maxlength="64"></label>
<p>The first administrator chooses a name here. Whoever has an account leaves this empty.</p>
<label>Password<input name="password" type="password" autocomplete="new-password" minlength="12" maxlength="256" required></label>
<p>At least 12 characters: a sentence that nobody else would think of.</p>
<button>Set up</button>
<p role="alert"></p>
</form>
</main>`;

/** The secret stands in the fragment, which no server sees; it is taken out of the address, and so of what the browser remembers. */
const SCRIPT = `
const link = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
const form = document.querySelector('form');
const note = document.querySelector('[role=alert]');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { name, password } = Object.fromEntries(new FormData(form));
  const body = JSON.stringify({ link, password, ...(name === '' ? {} : { name }) });
  try {
    const answer = await fetch('api/v1/setup', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const said = await answer.json();
    if (answer.ok) {
      document.querySelector('main').textContent = 'Done. ' + said.name + ' can sign in now, as ' + said.role + '.';
      return;
    }
    note.textContent = (said.errors ?? []).map(({ pointer, detail }) => pointer.slice(2) + ': ' + detail).join('; ') || said.detail;
  } catch {
    note.textContent = 'The server does not answer.';
  }
});
`;

/** Where a set-up link leads: a person chooses a password, the first administrator a name as well. */
export function setupPage(): Router {
  return closedPage({ path: '/setup', title: 'Syncline: set up', body: BODY, style: STYLE, script: SCRIPT });
}
