/** What the site says of an app's licence when the app asks; the last two are troubles. */
export type AppLicence = 'active' | 'evaluation' | 'ended' | 'absent' | 'garbage' | 'error';

/** `license` of an app's answer as the License API for cloud apps has it; it is there for paid apps alone. */
export function licenceMember(licence: 'active' | 'evaluation' | 'ended' | 'absent'): object {
  if (licence === 'absent') return {};
  return {
    license: {
      active: licence !== 'ended',
      type: 'COMMERCIAL',
      evaluation: licence === 'evaluation',
      supportEntitlementNumber: 'SEN-100',
      entitlementId: '4a2e6d52-7c9b-4f18-9ad2-0f6d7f0e3b11',
      entitlementNumber: 'E-100',
    },
  };
}
