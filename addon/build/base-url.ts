import { ConfigurationError } from '../../backend/shared/index.js';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address that is written into what is built, in the one form that the pages in Jira compare with: without a slash at its end.
 * @throws ConfigurationError naming what is wrong and the form it should have; it never repeats a password.
 */
export function readBaseUrl(written: string): string {
  if (!URL.canParse(written)) throw refused('it is no address');
  const url = new URL(written);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(`its scheme is ${url.protocol}`);
  if (url.username !== '' || url.password !== '') throw refused('it holds a user name or a password');
  if (url.search !== '' || url.hash !== '') throw refused('it has a query or a fragment');
  if (url.protocol === 'http:' && !LOOPBACK_HOSTS.has(url.hostname)) throw refused('it is plain http');
  return url.href.replace(/\/+$/, '');
}

function refused(fault: string): ConfigurationError {
  return new ConfigurationError(
    `the base URL cannot be used: ${fault}; write the address under which browsers reach this server, like https://sync.example.com (http only on this machine)`,
  );
}
