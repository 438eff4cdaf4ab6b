import type { SandboxResponse } from '../../http/index.js';
import type { Account } from '../../jira/index.js';
import { type Html, html } from './html.js';

/** Who looks, and who else could. */
export interface Looking {
  readonly person: Account;
  readonly people: readonly Account[];
  /** Where the page is, to come back to. */
  readonly path: string;
}

/** A page with Jira's frame round it. */
export function layout({ person, people, path }: Looking, title: string, content: Html, status = 200): SandboxResponse {
  const options = people.map(
    ({ name, displayName }) =>
      html`<option value="${name}"${name === person.name ? html` selected` : null}>${displayName}</option>`,
  );
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} - Sandbox Jira</title>
<link rel="icon" href="/host/jira.svg">
<link rel="stylesheet" href="/host/host.css">
<script type="module" src="/host/frames.js"></script>
</head>
<body>
<header>
<a class="brand" href="/"><img src="/host/jira.svg" alt="" width="24" height="24"> Jira <small>sandbox</small></a>
<nav><a href="/">Issues</a> <a href="/manage-apps">Manage apps</a></nav>
<form method="post" action="/host/person">
<input type="hidden" name="path" value="${path}">
<label>You are <select name="person">${options}</select></label>
<button>Change</button>
</form>
<label>Theme <select name="theme"><option value="match">Match browser</option><option value="light">Light</option><option value="dark">Dark</option></select></label>
</header>
<main>
${content}
</main>
</body>
</html>
`;
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body: page.text,
  };
}
