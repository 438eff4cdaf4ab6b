import type { JsonValue } from '../../../../backend/shared/index.js';
import type { Account } from '../site/index.js';
import type { View } from './view.js';

const SIZES = [48, 24, 16, 32] as const;

/** A user inside an issue, a comment or a list; without `emailAddress` where the person does not show it. */
export function userJson(account: Account, view: View): { [key: string]: JsonValue } {
  if (!view.isCloud) return namedUserJson(account, view);
  return {
    self: view.self(`user?accountId=${encodeURIComponent(account.accountId)}`),
    accountId: account.accountId,
    ...(view.showsEmailOf(account) ? { emailAddress: account.email } : {}),
    avatarUrls: avatarUrls(`${view.base}/initials/${initials(account)}`),
    displayName: account.displayName,
    active: account.isActive,
    timeZone: account.timeZone,
    accountType: account.accountType,
  };
}

/** A user as Data Center shows one: by user name and key. */
function namedUserJson(account: Account, view: View): { [key: string]: JsonValue } {
  return {
    self: view.self(`user?username=${encodeURIComponent(account.name)}`),
    name: account.name,
    key: account.accountId,
    ...(view.showsEmailOf(account) ? { emailAddress: account.email } : {}),
    avatarUrls: avatarUrls(`${view.base}/secure/useravatar`),
    displayName: account.displayName,
    active: account.isActive,
    timeZone: account.timeZone,
  };
}

/** A user by account id; Jira shows a removed account as a former user. */
export function userByIdJson(accountId: string, view: View): JsonValue {
  const account = view.directory.account(accountId);
  return account === undefined ? null : userJson(account, view);
}

/** The four sizes that every avatar has. */
export function avatarUrls(base: string): JsonValue {
  return Object.fromEntries(SIZES.map((size) => [`${size}x${size}`, `${base}-${size}.png`]));
}

function initials(account: Account): string {
  return account.displayName
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');
}
