import type { BuiltFrontend, PageName } from './built-frontend.js';

/** Where the files of the built pages are served, below the server's own address. */
export const ASSETS_PATH = '/pages';

/** How a page is shown. */
export interface PageSetting {
  readonly page: PageName;
  /** `session`: whoever looks signs in here. `connect`: Jira shows it, and its host script has a token for each request. */
  readonly host: PageHost;
  /** Origins that may show it in a frame, such as `https://acme.atlassian.net`; none: it is shown by itself. */
  readonly frameAncestors: readonly string[];
  /** The path of the server's public address, without a slash at the end; empty where it has none. */
  readonly basePath: string;
}

export type PageHost =
  | {
      readonly kind: 'session';
      /** The id of the Jira Data Center by which whoever looks may sign in. */
      readonly site?: string;
    }
  | { readonly kind: 'connect'; readonly scriptUrl: string };

export interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The document of a page and what a browser may do with it. Nothing that a request brings stands in the document.
 * @throws TypeError when a frame ancestor or the host script's address is no address: a fault of who calls
 */
export function writePage({ scripts, style, icon }: BuiltFrontend, setting: PageSetting): Page {
  const { page, host, basePath, frameAncestors } = setting;
  const address = (file: string) => escapeAttribute(`${basePath}${ASSETS_PATH}/${file}`);
  const [script = '', ...imported] = scripts[page];
  const lines = [
    '<!doctype html>',
    `<html lang="en" data-host="${host.kind}" data-base="${escapeAttribute(basePath)}"${siteOf(host)}>`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<title>Syncline</title>',
    `<link rel="icon" href="${address(icon)}">`,
    `<link rel="stylesheet" href="${address(style)}">`,
    ...imported.map((file) => `<link rel="modulepreload" href="${address(file)}">`),
    // Before the page's own, which is a module and so comes after it anyway.
    ...(host.kind === 'connect' ? [`<script src="${escapeAttribute(host.scriptUrl)}"></script>`] : []),
    `<script type="module" src="${address(script)}"></script>`,
    '</head>',
    // By the class Atlassian's host script finds what the frame is to be as high as.
    '<body><div id="page" class="ac-content"></div></body>',
    '</html>',
  ];
  return {
    html: `${lines.join('\n')}\n`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(host, frameAncestors),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  };
}

/** Scripts, styles and requests of this server alone, and none within the document; in Jira its host script and what comes with it too. */
function policy(host: PageHost, frameAncestors: readonly string[]): string {
  const hostScript = host.kind === 'connect' ? [new URL(host.scriptUrl).origin] : [];
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...hostScript],
    // From there it loads the tokens of Jira's theme.
    'style-src': ["'self'", ...hostScript],
    'connect-src': ["'self'"],
    'img-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': frameAncestors.length === 0 ? ["'none'"] : frameAncestors.map((url) => new URL(url).origin),
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

function siteOf(host: PageHost): string {
  return host.kind === 'session' && host.site !== undefined ? ` data-site="${escapeAttribute(host.site)}"` : '';
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
