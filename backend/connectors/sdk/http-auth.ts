/** How a connection signs its requests; in clear, so it never leaves the HTTP client. */
export type HttpAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | {
      readonly kind: 'token';
      readonly token: string;
      /** Carries the token as it is, for tools that want it so; absent: `Authorization: Bearer`. */
      readonly header?: string;
    }
  | {
      /** Each request by itself. */
      readonly kind: 'signed';
      /**
       * Makes the headers that sign a request. @param path with its query, exactly as sent, below the connection's address.
       * @throws ReconnectNeededError where nothing can be signed any more.
       */
      sign(method: string, path: string): Promise<Readonly<Record<string, string>>>;
    };

/** The headers that sign a request. @param path with its query, exactly as sent, below the connection's address. */
export async function signingHeaders(
  auth: HttpAuth,
  { method, path }: { readonly method: string; readonly path: string },
): Promise<Readonly<Record<string, string>>> {
  switch (auth.kind) {
    case 'none':
      return {};
    case 'basic':
      return { authorization: `Basic ${basicCredentials(auth)}` };
    case 'token':
      return auth.header === undefined
        ? { authorization: `Bearer ${auth.token}` }
        : { [auth.header.toLowerCase()]: auth.token };
    case 'signed':
      return auth.sign(method, path);
  }
}

/**
 * Blots out what is secret in text that came from outside: proxies and error pages like to echo a request.
 * @param headers that signed the request.
 */
export function redactor(auth: HttpAuth, headers: Readonly<Record<string, string>>): (text: string) => string {
  const secrets = secretsOf(auth, headers).filter((secret) => secret !== '');
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text);
}

function secretsOf(auth: HttpAuth, headers: Readonly<Record<string, string>>): readonly string[] {
  switch (auth.kind) {
    case 'none':
      return [];
    case 'basic':
      return [basicCredentials(auth), auth.password, encodeURIComponent(auth.password)];
    case 'token':
      return [auth.token, encodeURIComponent(auth.token)];
    case 'signed':
      // `JWT token`, `Bearer token`: the token alone says nothing less.
      return Object.values(headers).map((value) => value.slice(value.indexOf(' ') + 1));
  }
}

function basicCredentials(auth: { readonly username: string; readonly password: string }): string {
  return Buffer.from(`${auth.username}:${auth.password}`, 'utf8').toString('base64');
}
