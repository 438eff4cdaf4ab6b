import type { IssueState } from '../../jira/index.js';
import { type Html, html } from './html.js';

const SHOWN = 25;

/** The newest issues that a person may see. */
export function issueList(issues: readonly IssueState[]): Html {
  const rows = issues
    .slice(-SHOWN)
    .reverse()
    .map(
      ({ key, status, fields }) =>
        html`<tr><td><a href="/browse/${key}">${key}</a></td><td>${String(fields.summary)}</td><td><small>${status}</small></td></tr>`,
    );
  return html`<h1>Issues</h1><table>${rows}</table>`;
}

/** An issue, with what apps show beside it. */
export function issueView(
  issue: IssueState,
  panels: readonly { readonly title: string; readonly frame: Html }[],
): Html {
  const { key, type, status, fields } = issue;
  const facts = { Type: type, Status: status, Priority: nameOf(fields.priority), Assignee: nameOf(fields.assignee) };
  return html`<p><small>${issue.project} / ${key}</small></p>
<h1>${String(fields.summary)}</h1>
<div class="issue">
<section><h2>Description</h2><p>${wordsOf(fields.description)}</p></section>
<aside>
<dl>${Object.entries(facts).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${panels.map((panel) => html`<section><h2>${panel.title}</h2>${panel.frame}</section>`)}
</aside>
</div>`;
}

function nameOf(value: unknown): string {
  const { name, displayName } = (value ?? {}) as { readonly name?: string; readonly displayName?: string };
  return displayName ?? name ?? 'None';
}

/** The text of a document, whatever its form. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { text, content = [] } = (value ?? {}) as { readonly text?: string; readonly content?: readonly unknown[] };
  return text ?? content.map(wordsOf).join(' ');
}
