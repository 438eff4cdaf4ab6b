import request from 'supertest';
import { addAccount, setUp } from '../../../../backend/accounts/index.js';
import type { Role } from '../../../../backend/tokens/index.js';
import type { ApiBench, Said } from './api-bench.js';
import { assertDescribed } from './openapi.js';

export const PASSWORD = 'three owls on a wire';

/** Makes an account that can sign in with `PASSWORD`. */
export async function addPerson(
  { world: { database } }: ApiBench,
  name: string,
  role: Role = 'operator',
): Promise<void> {
  const { link } = await database.transaction('add', (transaction) =>
    addAccount(transaction, { kind: 'command line', name: 'root' }, { tenant: 'default', name, role }),
  );
  await setUp(database, { link, name: null, password: PASSWORD });
}

/** Asks below `/api/v1` with these headers alone, and holds the answer against the description. */
export async function ask<Body = unknown>(
  { api }: Pick<ApiBench, 'api'>,
  [method, path]: readonly ['get' | 'post', string],
  { headers = {}, body }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: object | string } = {},
): Promise<Said<Body>> {
  const asked = request(api)[method](`/api/v1${path}`).set(headers);
  const { status, type, headers: said, body: answered } = await (body === undefined ? asked : asked.send(body));
  assertDescribed(method.toUpperCase(), `/api/v1${path}`, { status, type, body: answered });
  return { status, headers: said, body: answered as Body };
}

/** What signing in answers, when it is not refused. */
export interface SignedIn {
  readonly token: string;
  readonly name: string;
  readonly role: Role;
  readonly endsAt: string;
}

/** Signs in over HTTP. */
export function signIn(
  bench: Pick<ApiBench, 'api'>,
  name: string,
  password = PASSWORD,
  from?: string,
): Promise<Said<SignedIn>> {
  const headers = from === undefined ? {} : { 'x-forwarded-for': from };
  return ask<SignedIn>(bench, ['post', '/session'], { headers, body: { name, password } });
}

/** What a request shows that is sent in a session. */
export const shown = (token: string) => ({ authorization: `Bearer ${token}` });
