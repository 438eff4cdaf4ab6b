import type { X509Certificate } from 'node:crypto';
import { endOf, nameOf, readCertificates } from '../certificates.js';
import type { ConnectionSettings } from '../connection.js';
import type { Warning } from './warning.js';

const DAY_MS = 86_400_000;
/** A token is made anew by the admin himself, a certificate often by another department. */
const TOKEN_DAYS = 14;
const CERTIFICATE_DAYS = 30;

/** What of a connection ends soon or has ended, by the dates in the file and in the certificates. */
export function endingSoon(name: string, { auth, network }: ConnectionSettings, now: Date): readonly Warning[] {
  const { expires } = auth;
  return [
    ...(expires === null ? [] : tokenWarning(name, new Date(expires), now)),
    ...certificateWarnings('client certificate', network.certificate, now),
    ...certificateWarnings('authority', network.ca, now),
  ];
}

function tokenWarning(name: string, end: Date, now: Date): readonly Warning[] {
  const since = new Date(end.getTime() - TOKEN_DAYS * DAY_MS);
  if (now < since) return [];
  return [
    {
      kind: 'token-ends',
      message: `the token of ${name} ${ends(end, now)}`,
      fix: 'make a new one in the tool, and apply the file with it and with the new date in `expires`',
      since,
    },
  ];
}

function certificateWarnings(what: string, pem: string | null, now: Date): readonly Warning[] {
  if (pem === null) return [];
  const read = readCertificates(pem);
  if ('problem' in read) return [];
  return read.list.flatMap((certificate: X509Certificate): readonly Warning[] => {
    const end = endOf(certificate);
    const since = new Date(end.getTime() - CERTIFICATE_DAYS * DAY_MS);
    if (now < since) return [];
    return [
      {
        kind: 'certificate-ends',
        message: `the ${what} ${nameOf(certificate)} ${ends(end, now)}`,
        fix: 'put the new certificate in its place and apply the file',
        since,
      },
    ];
  });
}

function ends(end: Date, now: Date): string {
  return `${end <= now ? 'ended' : 'ends'} on ${end.toISOString().slice(0, 10)}`;
}
