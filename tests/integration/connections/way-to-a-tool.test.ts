import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createNetworks } from '../../../backend/application/networks.js';
import { type ConnectionSettings, connectionSettings } from '../../../backend/connections/index.js';
import type { Settings } from '../../../backend/settings/index.js';
import { json, serve } from '../../sandbox/http/index.js';
import { type IssuedCertificate, issueCertificate } from '../../support/certificates.js';
import { serveProxy } from '../../support/connect-proxy.js';

const run = promisify(execFile);
const NO_ENVIRONMENT = { proxyUrl: undefined, noProxy: undefined, extraCertificatesFile: undefined };

let authority: IssuedCertificate;
let server: IssuedCertificate;
let folder: string;
let authorityFile: string;

beforeAll(async () => {
  authority = await issueCertificate({ name: 'Our Authority' });
  server = await issueCertificate({ name: '127.0.0.1', authority });
  folder = await mkdtemp(join(tmpdir(), 'syncline-way-'));
  authorityFile = join(folder, 'authority.pem');
  await writeFile(authorityFile, authority.certificate);
});
afterAll(() => rm(folder, { recursive: true }));

/** An https server that answers with the common name of the client's certificate. */
async function serveTls({ trusts }: { readonly trusts?: string } = {}): Promise<string> {
  const mutual = trusts === undefined ? {} : { ca: trusts, requestCert: true };
  const https = createServer({ cert: server.certificate, key: server.key, ...mutual }, (request, response) => {
    const peer = (request.socket as TLSSocket).getPeerCertificate() as { subject?: { CN?: string } } | null;
    response.end(JSON.stringify({ client: peer?.subject?.CN ?? null }));
  });
  await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    https.closeAllConnections();
    https.close();
  });
  return `https://127.0.0.1:${(https.address() as AddressInfo).port}`;
}

/** Asks the address as a connection with these settings does. @returns the answer's body. */
async function ask(
  url: string,
  network: Partial<ConnectionSettings['network']>,
  {
    secrets = {},
    outgoing = {},
  }: { readonly secrets?: Readonly<Record<string, string>>; readonly outgoing?: Partial<Settings['outgoing']> } = {},
): Promise<string> {
  const networks = createNetworks({ ...NO_ENVIRONMENT, ...outgoing });
  onTestFinished(() => networks.close());
  const settings = connectionSettings.parse({
    url,
    insecure: false,
    auth: { kind: 'none', fields: {} },
    network: { proxy: null, ca: null, certificate: null, ...network },
    limits: {},
    readOnly: false,
    deployment: null,
    options: {},
  });
  const send = networks.of({ id: 'one', settings }, secrets);
  const request = { method: 'GET', url: `${url}/`, headers: {}, body: null } as const;
  const answer = await send(request, { signal: new AbortController().signal, timeoutMs: 5000 });
  return answer.body;
}

describe('a private authority', () => {
  // Red without: `ca` given to the sockets.
  it('is trusted by the connection that names it, and by no other', async () => {
    const url = await serveTls();
    expect(await ask(url, { ca: authority.certificate })).toBe('{"client":null}');
    await expect(ask(url, {})).rejects.toMatchObject({
      name: 'NoAnswerError',
      sent: false,
      message: expect.stringContaining('give the connection its certificate as `ca`'),
    });
  });

  // Red without: NODE_EXTRA_CA_CERTS added to a list of one's own.
  it('of NODE_EXTRA_CA_CERTS is trusted beside the one of the connection', async () => {
    const url = await serveTls();
    const other = await issueCertificate({ name: 'Another Authority' });
    await expect(ask(url, { ca: other.certificate })).rejects.toThrow();
    const outgoing = { extraCertificatesFile: authorityFile };
    expect(await ask(url, { ca: other.certificate }, { outgoing })).toBe('{"client":null}');
  });

  it('of NODE_EXTRA_CA_CERTS is trusted where the connection names none', async () => {
    const url = await serveTls();
    const child = fileURLToPath(new URL('ask-child.ts', import.meta.url));
    const environment = { ...process.env, NODE_EXTRA_CA_CERTS: authorityFile };
    const { stdout } = await run(process.execPath, ['--import', 'tsx', child, url], { env: environment });
    expect(stdout).toBe('{"client":null}');
  });
});

describe('a client certificate', () => {
  // Red without: certificate and key given to the sockets.
  it('is shown to the tool that asks for one', async () => {
    const url = await serveTls({ trusts: authority.certificate });
    const client = await issueCertificate({ name: 'syncline', authority });
    const ca = authority.certificate;
    const secrets = { 'clientCertificate.key': client.key };
    expect(await ask(url, { ca, certificate: client.certificate }, { secrets })).toBe('{"client":"syncline"}');
    await expect(ask(url, { ca })).rejects.toMatchObject({ name: 'NoAnswerError' });
  });

  it('is shown through a proxy too, to the tool and not to the proxy', async () => {
    const url = await serveTls({ trusts: authority.certificate });
    const client = await issueCertificate({ name: 'syncline', authority });
    const proxy = await serveProxy();
    onTestFinished(() => proxy.close());
    const network = {
      ca: authority.certificate,
      certificate: client.certificate,
      proxy: { url: proxy.url, username: null },
    };
    const secrets = { 'clientCertificate.key': client.key };
    expect(await ask(url, network, { secrets })).toBe('{"client":"syncline"}');
    expect(proxy.asked).toEqual([`CONNECT ${new URL(url).host}`]);
  });
});

describe('a proxy', () => {
  it('of the connection goes before HTTPS_PROXY and NO_PROXY, and is signed in to', async () => {
    const url = await serveTls();
    const proxy = await serveProxy();
    onTestFinished(() => proxy.close());
    const network = { ca: authority.certificate, proxy: { url: proxy.url, username: 'me@example.com' } };
    const outgoing = { proxyUrl: 'http://127.0.0.1:9', noProxy: '127.0.0.1' };
    expect(await ask(url, network, { outgoing, secrets: { 'proxy.password': 'p:ä%' } })).toBe('{"client":null}');
    expect(proxy.asked).toEqual([`CONNECT ${new URL(url).host}`]);
    expect(proxy.credentials()).toBe(`Basic ${Buffer.from('me@example.com:p:ä%').toString('base64')}`);
  });

  it('of the connection carries plain http as well', async () => {
    const target = await serve({ handle: async () => json(200, { plain: true }) });
    onTestFinished(() => target.close());
    const proxy = await serveProxy();
    onTestFinished(() => proxy.close());
    expect(await ask(target.url, { proxy: { url: proxy.url, username: null } })).toBe('{"plain":true}');
    expect(proxy.asked).toEqual([`GET ${target.url}/`]);
  });

  // Red without: `none` read before the environment.
  it('is none where the connection says so', async () => {
    const url = await serveTls();
    const outgoing = { proxyUrl: 'http://127.0.0.1:9' };
    const ca = authority.certificate;
    await expect(ask(url, { ca }, { outgoing })).rejects.toMatchObject({ sent: false });
    expect(await ask(url, { ca, proxy: 'none' }, { outgoing })).toBe('{"client":null}');
  });

  it('of HTTPS_PROXY is taken, but for the hosts of NO_PROXY', async () => {
    const url = await serveTls();
    const proxy = await serveProxy();
    onTestFinished(() => proxy.close());
    const ca = authority.certificate;
    await ask(url, { ca }, { outgoing: { proxyUrl: proxy.url, noProxy: 'example.com' } });
    await ask(url, { ca }, { outgoing: { proxyUrl: proxy.url, noProxy: '127.0.0.1' } });
    expect(proxy.asked).toEqual([`CONNECT ${new URL(url).host}`]);
  });
});
