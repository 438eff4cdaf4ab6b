import type { Settings } from '../../backend/settings/index.js';

/** Where Jira sends people back to; it is entered there as the link's redirect URL. Null on a server that browsers have no address for. */
export function redirectAddress({ publicUrl }: Pick<Settings, 'publicUrl'>): string | null {
  return publicUrl === undefined ? null : `${publicUrl}/oauth/callback`;
}
