import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatFaults } from '../../../backend/configuration/index.js';
import { issueCertificate } from '../../support/certificates.js';
import { CERTIFICATE, ENDED_CERTIFICATE } from './support/certificates.js';
import { environment, parse } from './support/parse.js';
import { smallFile } from './support/small-file.js';

const AUTH = '    auth: { kind: basic, username: a, password: "${JIRA_TOKEN}" }';
const now = new Date('2026-06-01T00:00:00Z');
const files: Readonly<Record<string, string>> = { 'ca.pem': `# our own\n${CERTIFICATE}`, 'old.pem': ENDED_CERTIFICATE };
const readFile = (path: string) => {
  const text = files[path];
  return text === undefined ? { problem: 'is not there; correct the path' } : { text };
};

function read(lines: string, variables: Readonly<Record<string, string>> = {}) {
  const settings = { readFile, now, environment: { ...environment, ...variables } };
  const { file, faults } = parse(smallFile({ 6: `${AUTH}\n${lines}` }), settings);
  return { network: file?.connections[0]?.network, faults: formatFaults(faults).trimEnd() };
}

describe('the way to a tool', () => {
  it('is left to the environment where the file says nothing', () => {
    expect(parse(smallFile()).file?.connections[0]?.network).toEqual({
      proxy: null,
      ca: null,
      certificate: null,
      secrets: {},
    });
  });

  it('may be a proxy without credentials', () => {
    expect(read('    proxy: http://proxy.example.com:3128/').network?.proxy).toEqual({
      url: 'http://proxy.example.com:3128',
      username: null,
    });
  });
});

describe('a certificate', () => {
  it('is read from the file that the value names, without what stands around it', () => {
    expect(read('    ca: ca.pem')).toMatchObject({ faults: '', network: { ca: CERTIFICATE } });
  });

  it('that is not there is a fault', () => {
    expect(read('    ca: away.pem').faults).toBe(
      'syncline.yaml:7:5 connections.jira.ca: the file that it names is not there; correct the path',
    );
  });

  // Red without: the comparison of the certificate's end with `now`.
  it('that has ended is a fault, and in a bundle only when all have', () => {
    expect(read('    ca: old.pem').faults).toBe(
      'syncline.yaml:7:5 connections.jira.ca: the certificate of Old Authority ended on 2021-01-01; put the new one in its place',
    );
    const bundle = `${ENDED_CERTIFICATE}${CERTIFICATE}`.trimEnd().replaceAll(/^/gm, '      ');
    expect(read(`    ca: |\n${bundle}`).faults).toBe('');
  });

  it('that is damaged is a fault', () => {
    const damaged = CERTIFICATE.replace('MIIB', 'AIIB').trimEnd().replaceAll(/^/gm, '      ');
    expect(read(`    ca: |\n${damaged}`).faults).toMatch(
      /^syncline.yaml:7:5 connections.jira.ca: this value holds a certificate that cannot be read \(.*\); copy the whole of it$/,
    );
  });
});

describe('a client certificate', () => {
  const lines = (certificate: string) =>
    `    clientCertificate:\n      certificate: |\n${certificate.trimEnd().replaceAll(/^/gm, '        ')}\n      key: "\${TLS_KEY}"`;

  it('goes with its key, which may stand in one line with \\n spelled out', async () => {
    const { certificate, key } = await issueCertificate({ name: 'client' });
    const read1 = read(lines(certificate), { TLS_KEY: key });
    expect(read1.faults).toBe('');
    expect(read1.network?.secrets).toEqual({ 'clientCertificate.key': key });
    const read2 = read(lines(certificate), { TLS_KEY: key.replaceAll('\n', '\\n') });
    expect(read2.network?.secrets).toEqual({ 'clientCertificate.key': key });
  });

  // Red without: the comparison of key and certificate.
  it('with the key of another is a fault', async () => {
    const { certificate } = await issueCertificate({ name: 'client' });
    const { key } = await issueCertificate({ name: 'other' });
    expect(read(lines(certificate), { TLS_KEY: key }).faults).toMatch(
      /connections.jira.clientCertificate.key: this value does not belong to the certificate of client; give the key that it was made with$/,
    );
  });

  it('with what is no key, or one with a passphrase, is a fault that shows none of it', () => {
    expect(read(lines(CERTIFICATE), { TLS_KEY: 'hunter2' }).faults).toMatch(
      /clientCertificate.key: this value is not a private key; give it in PEM, which begins with -----BEGIN PRIVATE KEY-----$/,
    );
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hunter2' },
    });
    expect(read(lines(CERTIFICATE), { TLS_KEY: privateKey }).faults).toMatch(
      /clientCertificate.key: this value is a private key with a passphrase; take it off with/,
    );
  });
});
