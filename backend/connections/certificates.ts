import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { errorMessage } from '../shared/index.js';

const CERTIFICATE =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** Certificates in normal form, or what is wrong with them as the second half of a sentence. */
export type Certificates =
  | { readonly pem: string; readonly list: readonly X509Certificate[] }
  | { readonly problem: string };

/**
 * The certificates of a PEM text, without what stands around them: comments, and a private key that was left in the same file,
 * which must not be stored in clear.
 */
export function readCertificates(text: string): Certificates {
  const blocks = text.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) {
    return { problem: 'holds no certificate; write PEM, which begins with -----BEGIN CERTIFICATE-----' };
  }
  const list: X509Certificate[] = [];
  for (const [index, block] of blocks.entries()) {
    try {
      list.push(new X509Certificate(block));
    } catch (error) {
      const which = blocks.length === 1 ? 'a certificate' : `a certificate (number ${index + 1})`;
      return { problem: `holds ${which} that cannot be read (${errorMessage(error)}); copy the whole of it` };
    }
  }
  return { pem: list.map((certificate) => certificate.toString()).join(''), list };
}

/** The first moment at which a certificate is not valid any more. */
export function endOf({ validTo }: X509Certificate): Date {
  return new Date(validTo);
}

/** How a certificate is named to people: the common name where there is one. */
export function nameOf({ subject }: X509Certificate): string {
  return /^CN=(.+)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}

/** What is wrong with a private key for a certificate, as the second half of a sentence that never shows it; null when nothing is. */
export function problemOfKey(key: string, certificate: X509Certificate | null): string | null {
  if (/-----BEGIN ENCRYPTED|^Proc-Type: .*ENCRYPTED/m.test(key)) {
    return 'is a private key with a passphrase; take it off with `openssl pkey -in KEY -out PLAIN`, the key is stored encrypted anyway';
  }
  let parsed: KeyObject;
  try {
    parsed = createPrivateKey(key);
  } catch {
    // The reason is not told: it could quote what was given.
    return 'is not a private key; give it in PEM, which begins with -----BEGIN PRIVATE KEY-----';
  }
  if (certificate === null || certificate.checkPrivateKey(parsed)) return null;
  return `does not belong to the certificate of ${nameOf(certificate)}; give the key that it was made with`;
}
