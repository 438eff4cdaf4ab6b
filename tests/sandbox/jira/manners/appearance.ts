import type { MannerOccasion } from '../../http/index.js';
import { View } from '../render/index.js';
import type { Account } from '../site/index.js';
import type { JiraState } from '../state.js';
import { oneOf } from './one-of.js';

/** How the caller sees the site now: B2 gives the profile another zone, B23 dates another zone, B27 hides e-mails. */
export function viewOf(state: JiraState, account: Account, base: string, occasion: MannerOccasion): View {
  const { manners, directory, store } = state;
  const dates = manners.draw('B23', occasion);
  return new View({
    directory,
    store,
    base,
    viewer: account,
    profileTimeZone: manners.standing('B2')?.timeZone ?? account.timeZone,
    ...(dates === undefined ? {} : { timeZone: oneOf(dates.timeZones, state.random) }),
    areEmailsHidden: manners.standing('B27')?.areEmailsHidden === true,
  });
}
