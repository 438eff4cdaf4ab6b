/** How a connection signs its requests; in clear, so it never leaves the HTTP client. */
export type HttpAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | {
      readonly kind: 'token';
      readonly token: string;
      /** Carries the token as it is, for tools that want it so; absent: `Authorization: Bearer`. */
      readonly header?: string;
    };

/** The headers that sign a request. */
export function signingHeaders(auth: HttpAuth): Readonly<Record<string, string>> {
  switch (auth.kind) {
    case 'none':
      return {};
    case 'basic':
      return { authorization: `Basic ${basicCredentials(auth)}` };
    case 'token':
      return auth.header === undefined
        ? { authorization: `Bearer ${auth.token}` }
        : { [auth.header.toLowerCase()]: auth.token };
  }
}

/** Blots out what is secret in text that came from outside: proxies and error pages like to echo a request. */
export function redactor(auth: HttpAuth): (text: string) => string {
  const secrets = secretsOf(auth).filter((secret) => secret !== '');
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text);
}

function secretsOf(auth: HttpAuth): readonly string[] {
  switch (auth.kind) {
    case 'none':
      return [];
    case 'basic':
      return [basicCredentials(auth), auth.password, encodeURIComponent(auth.password)];
    case 'token':
      return [auth.token, encodeURIComponent(auth.token)];
  }
}

function basicCredentials(auth: { readonly username: string; readonly password: string }): string {
  return Buffer.from(`${auth.username}:${auth.password}`, 'utf8').toString('base64');
}
