import type { SandboxResponse } from '../../../http/index.js';
import type { Exchange } from '../../endpoints/exchange.js';
import type { Authorization } from './oauth-provider.js';

/** The page on which a person allows it. Who he is he says himself: the simulator has no passwords. */
export function approvalPage({ state, query }: Exchange, { scope }: Authorization): SandboxResponse {
  const people = state.directory.site.accounts.filter(
    ({ isActive, accountType }) => isActive && accountType === 'atlassian',
  );
  const hidden = [...query].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const options = people.map(
    ({ name, displayName }) => `<option value="${escaped(name)}">${escaped(displayName)}</option>`,
  );
  return page(
    200,
    `<form method="post">${hidden.join('')}
<p>An application asks for the right to ${scope} in this Jira, as <select name="as">${options.join('')}</select></p>
<button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></form>`,
  );
}

/** For requests that lead nowhere. */
export function errorPage(words: string): SandboxResponse {
  return page(400, `<p>${words}</p>`);
}

function page(status: number, body: string): SandboxResponse {
  return {
    status,
    headers: { 'content-type': 'text/html;charset=UTF-8', 'x-frame-options': 'SAMEORIGIN' },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Jira</title>${body}</html>`,
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
