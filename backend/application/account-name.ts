import { userInfo } from 'node:os';

/** What this machine calls the account that the process runs as: its name, or its number where it has none. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container that is run under a number of its own has no entry in /etc/passwd.
    return `user ${process.getuid?.() ?? '?'}`;
  }
}
