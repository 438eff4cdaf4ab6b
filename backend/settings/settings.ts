import { join } from 'node:path';
import { type Environment, EnvironmentReader } from './environment-reader.js';
import * as forms from './forms.js';
import { type OidcSettings, readOidc } from './oidc-settings.js';
import { packageDirectory } from './package-directory.js';
import { SettingsError } from './settings-error.js';

/** What the environment says. Read once, at the start; everything else gets what it needs from here as a parameter. */
export interface Settings {
  /** `SYNCLINE_HOME`, absolute: embedded database, key file, logs. It may not exist yet. */
  readonly home: string;
  /** `DATABASE_URL`; absent: the embedded database. */
  readonly databaseUrl: string | undefined;
  /** The key itself, or the file that holds it, which is made at first start. */
  readonly secretKey: { readonly keys: readonly [Buffer, ...Buffer[]] } | { readonly file: string };
  /** `SYNCLINE_PUBLIC_URL`, without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** `SYNCLINE_PORT`; 0 is any free port. */
  readonly port: number;
  /** In `saas` mode a shorter delay than 180 s runs at 180 s. */
  readonly mode: 'onpremise' | 'saas';
  readonly licence: 'not-required' | 'required';
  /** `SYNCLINE_QUEUE_URL`, RabbitMQ; absent: the queue is in the database. */
  readonly queueUrl: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** What Express's `trust proxy` takes; empty: nobody's X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly outgoing: {
    /** `HTTPS_PROXY`, for every outgoing call but those to `noProxy`; a connection may say otherwise. */
    readonly proxyUrl: string | undefined;
    /** `NO_PROXY`, as it was given. */
    readonly noProxy: string | undefined;
    /** `NODE_EXTRA_CA_CERTS`, which Node itself has loaded already; for clients that bring their own list. */
    readonly extraCertificatesFile: string | undefined;
  };
  readonly jiraApp: {
    /** `SYNCLINE_CONNECT_KEYS_URL`: public keys of signed installs. */
    readonly connectKeysUrl: string;
    /** `SYNCLINE_CONNECT_SCRIPT_URL`: the host script that pages in Jira load. */
    readonly connectScriptUrl: string;
    /** `SYNCLINE_FORGE_APP_ID`; absent: no Forge app calls this server. */
    readonly forgeAppId: string | undefined;
    /** `SYNCLINE_FORGE_JWKS_URL`: public keys of Forge's invocation tokens. */
    readonly forgeJwksUrl: string;
    /** `SYNCLINE_ALLOWED_JIRA_HOSTS`, in lower case; `*.` stands for any host below. */
    readonly allowedJiraHosts: readonly string[];
  };
  /** Who signs people in beside this server's own accounts; absent: nobody. */
  readonly oidc: OidcSettings | undefined;
  /** `SYNCLINE_CONNECTORS_DIR`, absolute; absent: only the connectors that come with the platform. */
  readonly connectorsDirectory: string | undefined;
  /**
   * What `${NAME}` in a configuration file stands for: any variable but our own (`SYNCLINE_*`, `DATABASE_URL`), which hold
   * secrets that a file has no business with. `undefined` for those and for what is not set.
   */
  readonly variable: (name: string) => string | undefined;
}

const DEFAULT_PORT = 8080;
const DEFAULT_CONNECT_KEYS_URL = 'https://connect-install-keys.atlassian.com';
const DEFAULT_CONNECT_SCRIPT_URL = 'https://connect-cdn.atl-paas.net/all.js';
const DEFAULT_FORGE_JWKS_URL = 'https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json';
const DEFAULT_JIRA_HOSTS = ['*.atlassian.net', '*.jira.com'] as const;

/**
 * Reads and checks every variable of the environment that the platform knows.
 *
 * @throws {SettingsError} naming all wrong ones at once, each with the form it should have.
 */
export function readSettings(environment: Environment = process.env): Settings {
  const reader = new EnvironmentReader(environment);
  const home = reader.withDefault('SYNCLINE_HOME', forms.path, join(packageDirectory(), '.syncline'));
  const publicUrl = reader.optional('SYNCLINE_PUBLIC_URL', forms.publicUrl);
  const settings: Settings = {
    home,
    databaseUrl: reader.optional('DATABASE_URL', forms.databaseUrl),
    secretKey: readSecretKey(reader, home),
    publicUrl,
    port: reader.withDefault('SYNCLINE_PORT', forms.port, DEFAULT_PORT),
    mode: reader.withDefault('SYNCLINE_MODE', forms.oneOf('onpremise', 'saas'), 'onpremise'),
    licence: reader.withDefault('SYNCLINE_LICENCE', forms.oneOf('not-required', 'required'), 'not-required'),
    queueUrl: reader.optional('SYNCLINE_QUEUE_URL', forms.queueUrl),
    logLevel: reader.withDefault('SYNCLINE_LOG_LEVEL', forms.oneOf('debug', 'info', 'warn', 'error'), 'info'),
    trustedProxies: reader.withDefault('SYNCLINE_TRUSTED_PROXIES', forms.proxies, []),
    outgoing: {
      // Most programs take either spelling, and curl only the small one for some of them.
      proxyUrl: reader.optional('HTTPS_PROXY', forms.proxyUrl) ?? reader.optional('https_proxy', forms.proxyUrl),
      noProxy: reader.optional('NO_PROXY', forms.noProxy) ?? reader.optional('no_proxy', forms.noProxy),
      extraCertificatesFile: reader.optional('NODE_EXTRA_CA_CERTS', forms.readableFile),
    },
    jiraApp: {
      connectKeysUrl: reader.withDefault('SYNCLINE_CONNECT_KEYS_URL', forms.keyServerUrl, DEFAULT_CONNECT_KEYS_URL),
      connectScriptUrl: reader.withDefault(
        'SYNCLINE_CONNECT_SCRIPT_URL',
        forms.keyServerUrl,
        DEFAULT_CONNECT_SCRIPT_URL,
      ),
      forgeAppId: reader.optional('SYNCLINE_FORGE_APP_ID', forms.forgeAppId),
      forgeJwksUrl: reader.withDefault('SYNCLINE_FORGE_JWKS_URL', forms.keyServerUrl, DEFAULT_FORGE_JWKS_URL),
      allowedJiraHosts: reader.withDefault('SYNCLINE_ALLOWED_JIRA_HOSTS', forms.hostPatterns, DEFAULT_JIRA_HOSTS),
    },
    oidc: readOidc(reader, publicUrl),
    connectorsDirectory: reader.optional('SYNCLINE_CONNECTORS_DIR', forms.folder),
    variable: (name) => (isOurs(name) ? undefined : environment[name]),
  };
  if (reader.faults.length > 0) throw new SettingsError(reader.faults);
  return settings;
}

function readSecretKey(reader: EnvironmentReader, home: string): Settings['secretKey'] {
  const keys = reader.optional('SYNCLINE_SECRET_KEY', forms.secretKeys);
  const file = reader.optional('SYNCLINE_SECRET_KEY_FILE', forms.path);
  if (keys !== undefined && file !== undefined) {
    reader.fault('SYNCLINE_SECRET_KEY', 'it is given twice: set either this or SYNCLINE_SECRET_KEY_FILE');
  }
  return keys === undefined ? { file: file ?? join(home, 'secret.key') } : { keys };
}

/** Windows does not tell capitals from small letters in these names. */
function isOurs(name: string): boolean {
  return /^(SYNCLINE_.*|DATABASE_URL)$/i.test(name);
}
