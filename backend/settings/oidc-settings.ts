import type { EnvironmentReader } from './environment-reader.js';
import * as forms from './forms.js';

/** The sign-in provider, by OpenID Connect. */
export interface OidcSettings {
  /** `SYNCLINE_OIDC_ISSUER`, to the letter as the provider writes it. */
  readonly issuer: string;
  readonly clientId: string;
  /** `SYNCLINE_OIDC_CLIENT_SECRET` or what the file of `SYNCLINE_OIDC_CLIENT_SECRET_FILE` holds; absent: a public client. */
  readonly clientSecret: string | undefined;
  /** Where it comes from, if from a file; absolute. */
  readonly clientSecretFile: string | undefined;
  /** What is asked for, separated by spaces. */
  readonly scope: string;
  /** The claim that says what a person is; a dot leads into an object. */
  readonly roleClaim: string;
  /** Which of its values give which role. */
  readonly roles: readonly { readonly role: 'viewer' | 'operator' | 'administrator'; readonly value: string }[];
}

const USUAL_SCOPE = 'openid profile email';
const USUAL_CLAIM = 'roles';

/** @returns undefined when no provider is set; what is missing beside one that is set is a fault. */
export function readOidc(reader: EnvironmentReader, publicUrl: string | undefined): OidcSettings | undefined {
  const issuer = reader.optional('SYNCLINE_OIDC_ISSUER', forms.issuer);
  const clientId = reader.optional('SYNCLINE_OIDC_CLIENT_ID', forms.words);
  const given = reader.optional('SYNCLINE_OIDC_CLIENT_SECRET', forms.secret);
  const ofFile = reader.optional('SYNCLINE_OIDC_CLIENT_SECRET_FILE', forms.secretFile);
  const scope = reader.withDefault('SYNCLINE_OIDC_SCOPE', forms.scope, USUAL_SCOPE);
  const roleClaim = reader.withDefault('SYNCLINE_OIDC_ROLE_CLAIM', forms.words, USUAL_CLAIM);
  const roles = reader.optional('SYNCLINE_OIDC_ROLES', forms.roleValues);
  if (given !== undefined && ofFile !== undefined) {
    reader.fault(
      'SYNCLINE_OIDC_CLIENT_SECRET',
      'it is given twice: set either this or SYNCLINE_OIDC_CLIENT_SECRET_FILE',
    );
  }
  if (!reader.has('SYNCLINE_OIDC_ISSUER')) {
    if (clientId !== undefined) reader.fault('SYNCLINE_OIDC_ISSUER', 'it must be set beside SYNCLINE_OIDC_CLIENT_ID');
    return undefined;
  }
  for (const [name, why] of [
    ['SYNCLINE_OIDC_CLIENT_ID', 'what the provider calls this server'],
    ['SYNCLINE_OIDC_ROLES', 'without it nobody could come in'],
    ['SYNCLINE_PUBLIC_URL', 'the provider sends people back to it'],
  ] as const) {
    if (!reader.has(name)) reader.fault(name, `it must be set beside SYNCLINE_OIDC_ISSUER: ${why}`);
  }
  if (issuer === undefined || clientId === undefined || roles === undefined || publicUrl === undefined)
    return undefined;
  const clientSecret = given ?? ofFile?.secret;
  return { issuer, clientId, clientSecret, clientSecretFile: ofFile?.file, scope, roleClaim, roles };
}
