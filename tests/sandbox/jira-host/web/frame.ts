import { type Html, html } from './html.js';

/** A page of an app within ours. `frames.js` answers what it asks; `module` says which it is. */
export function frame(
  module: { readonly appKey: string; readonly key: string; readonly title: string },
  url: string,
  issueKey: string | null,
): Html {
  return html`<iframe title="${module.title}" src="${url}" data-app="${module.appKey}" data-issue="${issueKey ?? ''}" data-channel="${new URL(url).searchParams.get('xdm_c') ?? ''}"></iframe>`;
}
