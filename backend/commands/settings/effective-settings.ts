import type { Settings } from '../../settings/index.js';

/** One setting as it is in effect. */
export interface EffectiveSetting {
  readonly name: string;
  /** As text; null: not set. A secret is never shown. */
  readonly value: string | null;
  readonly origin: 'environment' | 'default';
}

/** How each setting is shown. */
const SHOWN: Readonly<Record<string, (settings: Settings) => string | undefined>> = {
  SYNCLINE_HOME: ({ home }) => home,
  DATABASE_URL: ({ databaseUrl }) => (databaseUrl === undefined ? undefined : withoutPassword(databaseUrl)),
  SYNCLINE_SECRET_KEY: ({ secretKey }) => ('keys' in secretKey ? '(secret)' : undefined),
  SYNCLINE_SECRET_KEY_FILE: ({ secretKey }) => ('file' in secretKey ? secretKey.file : undefined),
  SYNCLINE_PUBLIC_URL: ({ publicUrl }) => publicUrl,
  SYNCLINE_PORT: ({ port }) => String(port),
  SYNCLINE_MODE: ({ mode }) => mode,
  SYNCLINE_LICENCE: ({ licence }) => licence,
  SYNCLINE_QUEUE_URL: ({ queueUrl }) => (queueUrl === undefined ? undefined : withoutPassword(queueUrl)),
  SYNCLINE_LOG_LEVEL: ({ logLevel }) => logLevel,
  SYNCLINE_TRUSTED_PROXIES: ({ trustedProxies }) => listed(trustedProxies),
  HTTPS_PROXY: ({ outgoing }) => (outgoing.proxyUrl === undefined ? undefined : withoutPassword(outgoing.proxyUrl)),
  NO_PROXY: ({ outgoing }) => outgoing.noProxy,
  NODE_EXTRA_CA_CERTS: ({ outgoing }) => outgoing.extraCertificatesFile,
  SYNCLINE_CONNECT_KEYS_URL: ({ jiraApp }) => jiraApp.connectKeysUrl,
  SYNCLINE_CONNECT_SCRIPT_URL: ({ jiraApp }) => jiraApp.connectScriptUrl,
  SYNCLINE_FORGE_APP_ID: ({ jiraApp }) => jiraApp.forgeAppId,
  SYNCLINE_FORGE_JWKS_URL: ({ jiraApp }) => jiraApp.forgeJwksUrl,
  SYNCLINE_ALLOWED_JIRA_HOSTS: ({ jiraApp }) => listed(jiraApp.allowedJiraHosts),
  SYNCLINE_OIDC_ISSUER: ({ oidc }) => oidc?.issuer,
  SYNCLINE_OIDC_CLIENT_ID: ({ oidc }) => oidc?.clientId,
  SYNCLINE_OIDC_CLIENT_SECRET: ({ oidc }) =>
    oidc?.clientSecret === undefined || oidc.clientSecretFile !== undefined ? undefined : '(secret)',
  SYNCLINE_OIDC_CLIENT_SECRET_FILE: ({ oidc }) => oidc?.clientSecretFile,
  SYNCLINE_OIDC_SCOPE: ({ oidc }) => oidc?.scope,
  SYNCLINE_OIDC_ROLE_CLAIM: ({ oidc }) => oidc?.roleClaim,
  SYNCLINE_OIDC_ROLES: ({ oidc }) => oidc?.roles.map(({ role, value }) => `${role}=${value}`).join(', '),
  SYNCLINE_CONNECTORS_DIR: ({ connectorsDirectory }) => connectorsDirectory,
};

/** Every setting that the program knows, in a fixed order. */
export function effectiveSettings(
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): readonly EffectiveSetting[] {
  return Object.entries(SHOWN).map(([name, show]) => ({
    name,
    value: show(settings) ?? null,
    // Proxies are known by either spelling.
    origin: (environment[name] ?? environment[name.toLowerCase()])?.trim() ? 'environment' : 'default',
  }));
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.password !== '') url.password = '***';
  return url.href;
}

function listed(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(', ');
}
