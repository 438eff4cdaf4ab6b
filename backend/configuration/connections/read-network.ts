import type { X509Certificate } from 'node:crypto';
import { endOf, nameOf, problemOfKey, readCertificates } from '../../connections/index.js';
import type { ConnectionConfiguration, KeptSecret, NetworkSecret } from '../configuration-file.js';
import type { ConnectionEntry } from '../schema/connection-schema.js';
import type { Draft } from '../schema/draft.js';
import type { Reading } from '../settings.js';
import type { KeyPath } from '../text/key-path.js';
import { shownValue } from '../text/shown.js';
import { adviseAgainstClearText, checkKept, type Owner } from './kept-secret.js';
import { readReference } from './read-reference.js';

type Network = ConnectionConfiguration['network'];
type Entry = Draft<Pick<ConnectionEntry, 'proxy' | 'ca' | 'clientCertificate'>>;

/** The way to a connection's tool: proxy, certificates; what is at fault is reported and left out. */
export function readNetwork(reading: Reading, path: KeyPath, entry: Entry, owner: Owner): Network {
  const secrets: Partial<Record<NetworkSecret, string | KeptSecret>> = {};
  const proxy = readProxy(reading, [...path, 'proxy'], entry.proxy, { owner, secrets });
  const ca = readPem(reading, [...path, 'ca'], entry.ca, longestLived);
  const certificate = readClientCertificate(reading, [...path, 'clientCertificate'], entry.clientCertificate, {
    owner,
    secrets,
  });
  return { proxy, ca: ca?.pem ?? null, certificate, secrets };
}

/** Whose secrets are read, and where they are put. */
interface Secrets {
  readonly owner: Owner;
  readonly secrets: Partial<Record<NetworkSecret, string | KeptSecret>>;
}

function readProxy(
  reading: Reading,
  path: KeyPath,
  written: Entry['proxy'],
  { owner, secrets }: Secrets,
): Network['proxy'] {
  if (written === undefined || reading.report.isFaulty(path)) return null;
  if (written === 'none') return 'none';
  const isPlain = typeof written === 'string';
  const url = readProxyUrl(reading, isPlain ? path : [...path, 'url'], isPlain ? written : written.url);
  if (isPlain || written.username === undefined) return url === null ? null : { url, username: null };
  const passwordPath = [...path, 'password'];
  if (written.password !== undefined) {
    const password = readReference(reading, passwordPath, written.password, {
      connection: owner.name,
      field: 'proxy.password',
    });
    if (password !== null) {
      secrets['proxy.password'] = password;
      checkKept(reading, passwordPath, password, owner, 'proxy.password');
      adviseAgainstClearText(reading, passwordPath, written.password);
    }
  }
  return url === null ? null : { url, username: written.username };
}

function readProxyUrl({ report }: Reading, path: KeyPath, written: string | undefined): string | null {
  if (written === undefined) return null;
  const url = URL.canParse(written) ? new URL(written) : null;
  if (url === null || !/^https?:\/\//i.test(written)) {
    report.fault(path, `${shownValue(written, path)} is not a proxy; write http://host:port, or none`);
    return null;
  }
  if (url.username !== '' || url.password !== '') {
    report.fault(path, `this value holds credentials; write proxy: { url: …, username: …, password: "\${NAME}" }`);
    return null;
  }
  return url.origin;
}

function readClientCertificate(
  reading: Reading,
  path: KeyPath,
  written: Entry['clientCertificate'],
  { owner, secrets }: Secrets,
): string | null {
  if (written === undefined) return null;
  const certificatePath = [...path, 'certificate'];
  const certificate = readPem(reading, certificatePath, written.certificate, ([leaf]) => leaf);
  const leaf = certificate?.list[0] ?? null;
  const keyPath = [...path, 'key'];
  if (written.key !== undefined && !reading.report.isFaulty(keyPath)) {
    const field = 'clientCertificate.key';
    const key = readKey(reading, keyPath, written.key, owner);
    if (key !== null) secrets[field] = key;
    if (typeof key === 'string') {
      const problem = problemOfKey(key, leaf);
      if (problem !== null) reading.report.fault(keyPath, `this value ${problem}`);
    }
  }
  return certificate?.pem ?? null;
}

/** In a file only from the environment or as stored: a key in the file itself would lie in every copy of it. */
function readKey(reading: Reading, path: KeyPath, written: string, owner: Owner): string | KeptSecret | null {
  if (reading.areSecretsLiteral !== true && !/^\$\{[^{}]*\}$/.test(written.trim())) {
    reading.report.fault(path, `a private key is not written into the file; write "\${NAME}" and put the key there`);
    return null;
  }
  const key = readReference(reading, path, written.trim(), {
    connection: owner.name,
    field: 'clientCertificate.key',
    isMultiline: true,
  });
  if (key !== null) checkKept(reading, path, key, owner, 'clientCertificate.key');
  // Files of variables often hold one line each, with `\n` spelled out.
  return typeof key === 'string' && !key.includes('\n') ? key.replaceAll('\\n', '\n') : key;
}

function readPem(
  { report, readFile, now }: Reading,
  path: KeyPath,
  written: string | undefined,
  deciding: (list: readonly X509Certificate[]) => X509Certificate | undefined,
): { readonly pem: string; readonly list: readonly X509Certificate[] } | null {
  if (written === undefined || report.isFaulty(path)) return null;
  let text = written;
  if (!written.includes('-----BEGIN')) {
    if (readFile === undefined) {
      report.fault(path, 'a file is read by the command line only; write the certificate itself, in PEM');
      return null;
    }
    const file = readFile(written.trim());
    if ('problem' in file) {
      report.fault(path, `the file that it names ${file.problem}`);
      return null;
    }
    text = file.text;
  }
  const read = readCertificates(text);
  if ('problem' in read) {
    report.fault(path, `this value ${read.problem}`);
    return null;
  }
  const decisive = deciding(read.list);
  if (now !== undefined && decisive !== undefined && endOf(decisive) <= now) {
    report.fault(
      path,
      `the certificate of ${nameOf(decisive)} ended on ${endOf(decisive).toISOString().slice(0, 10)}; put the new one in its place`,
    );
    return null;
  }
  return read;
}

/** Of a bundle some may have ended; it is of no use only when all have. */
function longestLived(list: readonly X509Certificate[]): X509Certificate | undefined {
  return list.toSorted((a, b) => endOf(b).getTime() - endOf(a).getTime())[0];
}
