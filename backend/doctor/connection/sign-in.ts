import type { Connection } from '../../connections/index.js';
import { type Check, type Connector, checked, type SiteIdentity, type Tool } from '../../connectors/sdk/index.js';
import {
  AppError,
  ConfigurationError,
  MalformedAnswerError,
  RateLimitedError,
  ReconnectNeededError,
  UnavailableError,
} from '../../shared/index.js';

import { asSentence, type Remedies } from './remedies.js';

/** Whether the tool lets us in, and who it says that it is. */
export interface SignedIn {
  readonly checks: readonly Check[];
  /** Null when we were not let in. */
  readonly identity: SiteIdentity | null;
}

/** Signs in once. What the tool says no to becomes a check; only what is not the tool's is thrown. */
export async function signIn(
  connection: Connection,
  { connector, tool, remedies }: { readonly connector: Connector; readonly tool: Tool; readonly remedies: Remedies },
  signal: AbortSignal,
): Promise<SignedIn> {
  const account = connection.settings.auth.fields.username;
  const check = { id: 'sign-in', name: `signing in${asWhom(connection)} works` };
  try {
    const identity = await tool.identify(signal);
    const name = identity.accountName === account ? account : `${identity.accountName} (${identity.accountId})`;
    const found = `${name}${identity.timeZone === '' ? '' : `, time zone ${identity.timeZone}`}`;
    return {
      checks: [checked({ ...check, outcome: 'ok', found }), rightSite(connection, identity, remedies)],
      identity,
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const outcome = error instanceof RateLimitedError ? 'cannot-tell' : 'fails';
    const fix = fixOf(error, connection, { connector, remedies });
    return { checks: [checked({ ...check, outcome, found: error.message, fix })], identity: null };
  }
}

function asWhom({ settings: { auth } }: Connection): string {
  if (auth.kind === 'app') return ' as the app';
  return auth.fields.username === undefined ? '' : ` as ${auth.fields.username}`;
}

function fixOf(
  error: AppError,
  { name, settings }: Connection,
  { connector: { title, signInFix }, remedies }: { readonly connector: Connector; readonly remedies: Remedies },
): string {
  if (error instanceof ReconnectNeededError && settings.auth.kind === 'app') {
    return `In ${title}, Manage Apps: install the app or switch it on, and pair it (syncline sites); then ${remedies.resume(name)}`;
  }
  if (error instanceof ReconnectNeededError) {
    const where =
      signInFix === undefined ? `In ${title}, mend the account or make a new token` : `In ${title}: ${signInFix}`;
    return `${where}; then ${remedies.newSecret(name)}`;
  }
  if (error instanceof MalformedAnswerError) {
    return `A page came where ${title} gives data: the url leads to a sign-in page or a proxy in front of it; let this machine through there without one`;
  }
  if (error instanceof ConfigurationError) return asSentence(remedies.correct(name));
  if (error instanceof RateLimitedError) return 'Wait until the limit has passed, then run the doctor again';
  if (error instanceof UnavailableError)
    return `${title} itself is in trouble: look at its status page and logs, then run the doctor again`;
  return `Ask an administrator of ${title} what it refuses`;
}

/** The same ids on another site would write one customer's edits into another's items (I18). */
function rightSite({ name, siteId, settings }: Connection, identity: SiteIdentity, remedies: Remedies): Check {
  const edition = identity.edition === undefined ? '' : `, ${EDITIONS[identity.edition] ?? identity.edition}`;
  const check = { id: 'site', name: 'the right site answers', found: `${identity.siteName}${edition}` };
  if (siteId !== null && identity.siteId !== null && siteId !== identity.siteId) {
    return checked({
      ...check,
      outcome: 'fails',
      found: `at ${settings.url} answers ${identity.siteName} (${identity.siteId}); this connection belongs to ${siteId}`,
      fix: `Correct the url; only if the site was really replaced: ${remedies.rebind(name)}`,
    });
  }
  if (identity.siteId === null) {
    const fix = 'Let the account read what tells the site (ServiceNow: the property instance_id in sys_properties)';
    return checked({
      ...check,
      outcome: 'warning',
      found: `${check.found}; it does not tell its id, so a copy of it would not be noticed`,
      fix,
    });
  }
  return checked({ ...check, outcome: 'ok' });
}

const EDITIONS: Readonly<Record<string, string>> = { cloud: 'Cloud', datacenter: 'Data Center' };
