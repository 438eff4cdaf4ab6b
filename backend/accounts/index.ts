export { type Account, accountName } from './account.js';
export { listAccounts } from './account-repository.js';
export {
  addAccount,
  changeRole,
  disableAccount,
  type Invitation,
  keepAnAdministrator,
  renewFirstSetupLink,
  resetAccount,
} from './administer-accounts.js';
export { chosenPassword, givenPassword } from './password.js';
export { setUp } from './set-up.js';
export { setupAddress } from './set-up-address.js';
export { createFirstSetupLink, SETUP_LINK_HOURS } from './setup-link-repository.js';
export { signIn } from './sign-in.js';
