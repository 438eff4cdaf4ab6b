const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether an address may be a Jira's: https (plain http on loopback alone, for tests and the sandbox), without credentials, and its host
 * among those that this server's administrator allows.
 * @param patterns of `SYNCLINE_ALLOWED_JIRA_HOSTS`: a host, perhaps with a port; `*.` before it stands for any host below.
 */
export function isAllowedAddress(address: string, patterns: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, host, username, password } = new URL(address);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.has(hostname))) return false;
  if (username !== '' || password !== '') return false;
  return patterns.some((pattern) =>
    pattern.startsWith('*.') ? isBelow(hostname, host, pattern.slice(1)) : pattern === hostname || pattern === host,
  );
}

function isBelow(hostname: string, host: string, suffix: string): boolean {
  const name = suffix.includes(':') ? host : hostname;
  return name.endsWith(suffix) && name.length > suffix.length;
}
