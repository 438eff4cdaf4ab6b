import { expect, test } from 'vitest';
import { type PageSetting, writePage } from '../../../backend/pages/index.js';

const BUILT = {
  directory: '/nowhere',
  scripts: { admin: ['assets/admin-1.js', 'assets/shared-1.js'], panel: ['assets/panel-1.js'] },
  style: 'assets/style-1.css',
  icon: 'assets/icon-1.svg',
};
const ALONE: PageSetting = { page: 'admin', host: { kind: 'session' }, frameAncestors: [], basePath: '' };
const CONNECT = { kind: 'connect', scriptUrl: 'https://connect-cdn.atl-paas.net/all.js' } as const;

/** The sources of each directive. */
function policyOf(setting: PageSetting): Readonly<Record<string, string>> {
  const policy = writePage(BUILT, setting).headers['content-security-policy'] ?? '';
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );
}

// Red without: each directive of the policy.
test('a page that stands alone runs this server’s own files, and nobody may show it in a frame', () => {
  expect(policyOf(ALONE)).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'connect-src': "'self'",
    'img-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  });
});

// Red without: taking the origin alone, and joining all of the ancestors.
test('a page in Jira is shown by the installed sites, and loads the host script', () => {
  const frameAncestors = ['https://acme.atlassian.net', 'https://jira.acme.example/jira/'];
  const setting: PageSetting = { ...ALONE, page: 'panel', host: CONNECT, frameAncestors };
  expect(policyOf(setting)).toMatchObject({
    'script-src': "'self' https://connect-cdn.atl-paas.net",
    'style-src': "'self' https://connect-cdn.atl-paas.net",
    'frame-ancestors': 'https://acme.atlassian.net https://jira.acme.example',
  });
  expect(writePage(BUILT, setting).html).toContain(`<script src="${CONNECT.scriptUrl}"></script>`);
  expect(writePage(BUILT, ALONE).html).not.toContain('atl-paas');
});

// Red without: `basePath` in an address, and escaping what stands in an attribute.
test('addresses are below the server’s public path, and nothing ends an attribute', () => {
  const { html } = writePage(BUILT, { ...ALONE, basePath: '/hub"><script>' });
  expect(html).toContain('href="/hub&quot;>&lt;script>/pages/assets/style-1.css"');
  expect(html).toContain('data-base="/hub&quot;>&lt;script>"');
});

// Red without: no script and no style in the document, which the policy would stop.
test('the document holds no script and no style itself', () => {
  const { html } = writePage(BUILT, { ...ALONE, host: CONNECT });
  expect(html).not.toMatch(/<script(?![^>]* src=)|<style| on\w+=| style=/);
});

// Red without: the headers that keep the address, which may hold a token, from others.
test('neither the address nor the page is kept or passed on', () => {
  expect(writePage(BUILT, ALONE).headers).toMatchObject({
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
});
