import type { AuthKind, Connector } from '../../connectors/sdk/index.js';
import type { ConnectionConfiguration, KeptSecret } from '../configuration-file.js';
import { AUTH_FIELDS, type ConnectionEntry } from '../schema/connection-schema.js';
import type { Draft } from '../schema/draft.js';
import { reportUnknownKey } from '../schema/shape-faults.js';
import type { Reading } from '../settings.js';
import type { KeyPath } from '../text/key-path.js';
import { adviseAgainstClearText, checkKept } from './kept-secret.js';
import { readReference } from './read-reference.js';

/** How a connection signs in; what is at fault is reported and left out. */
export function readAuth(
  reading: Reading,
  path: KeyPath,
  auth: Draft<ConnectionEntry['auth']>,
  {
    name,
    connector,
    url,
  }: { readonly name: string; readonly connector: Connector | null; readonly url: string | null },
): ConnectionConfiguration['auth'] | null {
  const { kind } = auth;
  if (kind !== undefined) checkKind(reading, [...path, 'kind'], kind, connector);

  if (kind === 'app' && url !== null && !reading.report.isFaulty([...path, 'kind'])) {
    const fault = reading.appFault?.(url) ?? null;
    if (fault !== null) reading.report.fault([...path, 'kind'], fault);
  }

  const form = kind === undefined ? null : AUTH_FIELDS[kind];
  const fields: Record<string, string> = {};
  const secrets: Record<string, string | KeptSecret> = {};
  for (const [field, written] of Object.entries(auth)) {
    if (field === 'kind' || field === 'expires' || written === undefined) continue;
    const isPublic = form?.public.includes(field) === true;
    if (form !== null && !isPublic && !form.secret.includes(field)) {
      reportUnknownKey(reading.report, path, field, ['kind', ...form.public, ...form.secret, 'expires']);
      continue;
    }
    const value = readReference(reading, [...path, field], written, { connection: name, field });
    if (value === null) continue;
    if (!isPublic) {
      secrets[field] = value;
      checkKept(reading, [...path, field], value, { name, url }, field);
      adviseAgainstClearText(reading, [...path, field], written);
    } else if (typeof value === 'string') fields[field] = value;
    else reading.report.fault([...path, field], `\`${field}\` is not stored as a secret; write it here`);
  }
  // What seems to be missing may only be misspelt.
  const isWhole = !reading.report.isFaulty(path);
  for (const field of [...(form?.public ?? []), ...(form?.secret ?? [])]) {
    if (isWhole && !Object.hasOwn(auth, field)) {
      reading.report.fault([...path, field], `\`${field}\` is missing; ${kind} needs it`);
    }
  }
  return kind === undefined ? null : { kind, fields, expires: auth.expires ?? null, secrets };
}

function checkKind({ report }: Reading, path: KeyPath, kind: AuthKind, connector: Connector | null): void {
  if (AUTH_FIELDS[kind] === null) {
    report.notice(
      'coming',
      path,
      `signing in by ${kind} comes later; this connection is stored and cannot sign in until then`,
    );
  } else if (connector !== null && !connector.authKinds.includes(kind)) {
    const kinds = connector.authKinds.filter((known) => AUTH_FIELDS[known] !== null).join(', ');
    report.fault(path, `${connector.title} does not sign in by ${kind}; write one of ${kinds}`);
  }
}
