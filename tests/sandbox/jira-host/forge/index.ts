export {
  type ForgeApp,
  ForgeHost,
  type ForgeInstallation,
  type ForgeInvocation,
  type ForgeLicence,
} from './forge-host.js';
