import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const page = read('docs/installing.md');
const signingIn = read('docs/signing-in.md');
const VARIABLE = /\b(SYNCLINE_[A-Z_]+|DATABASE_URL|HTTPS_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)\b/g;
const commands = read('docs/commands.md');

// Red without: taking out of the page a variable that the settings do not know any more.
it.each([page, signingIn])(
  'docs/installing.md and docs/signing-in.md name variables that the settings know',
  (text) => {
    const settings = read('backend/settings/settings.ts') + read('backend/settings/oidc-settings.ts');
    const named = new Set(text.match(VARIABLE));
    expect(named.size).toBeGreaterThan(8);
    expect([...named].filter((name) => !settings.includes(`'${name}'`))).toEqual([]);
  },
);

// Red without: renaming a command on this page too.
// Red without: a line for each variable of the sign-in provider.
it('docs/signing-in.md names every variable of the sign-in provider', () => {
  const known = read('backend/settings/oidc-settings.ts').match(/(?<=')SYNCLINE_OIDC_[A-Z_]+(?=')/g) ?? [];
  expect(known.length).toBeGreaterThan(6);
  expect(known.filter((name) => !signingIn.includes(`\`${name}\``))).toEqual([]);
});

it('docs/installing.md uses commands that there are', () => {
  const used = [...page.matchAll(/(?:^|`|&& |npx )syncline ([a-z]+)/gm)].map(([, name]) => name ?? '');
  expect(used).toContain('restore');
  expect(used.filter((name) => !new RegExp(`^### syncline ${name}\\b`, 'm').test(commands))).toEqual([]);
});

it('docs/installing.md leads to files that are there', () => {
  const linked = [...page.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, path]) => `docs/${path}`);
  const copied = [...page.matchAll(/\bdeploy\/[\w.-]+/g)].map(([path]) => path);
  const started = /^ExecStart=\S+ node (\S+)/m.exec(read('deploy/syncline.service'))?.[1] ?? '';
  for (const path of [...linked, ...copied, started]) {
    expect(existsSync(new URL(`../../../${path}`, import.meta.url)), path).toBe(true);
  }
});

it('nginx hands over to the port that the server listens on', () => {
  const port = /DEFAULT_PORT = (\d+)/.exec(read('backend/settings/settings.ts'))?.[1];
  expect(read('deploy/nginx.conf').match(/proxy_pass http:\/\/127\.0\.0\.1:(\d+)/g)).toEqual([
    `proxy_pass http://127.0.0.1:${port}`,
    `proxy_pass http://127.0.0.1:${port}`,
  ]);
});
