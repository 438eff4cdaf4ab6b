import { generate } from 'selfsigned';

/** A certificate with its private key, both PEM. */
export interface IssuedCertificate {
  readonly certificate: string;
  readonly key: string;
}

/**
 * A certificate for `127.0.0.1` and `localhost`, issued by `authority`, or an authority of its own where none is given.
 * @param endsAt one day from now where it is not said.
 */
export async function issueCertificate({
  name,
  authority,
  endsAt,
}: {
  readonly name: string;
  readonly authority?: IssuedCertificate;
  readonly endsAt?: Date;
}): Promise<IssuedCertificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: endsAt ?? new Date(Date.now() + 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: authority === undefined, critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
    ...(authority === undefined ? {} : { ca: { key: authority.key, cert: authority.certificate } }),
  });
  return { certificate: cert.endsWith('\n') ? cert : `${cert}\n`, key };
}
