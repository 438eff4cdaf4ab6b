import { ConfigurationError } from '../../backend/shared/index.js';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Where a Jira is, without a slash at its end. Tokens of its people go there, so it is https but on this machine.
 * @throws ConfigurationError naming what is wrong and the form it should have.
 */
export function readJiraUrl(written: string): string {
  const url = URL.canParse(written) ? new URL(written) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname));
  if (url !== null && isSafe && `${url.username}${url.password}${url.search}${url.hash}` === '') {
    return url.href.replace(/\/+$/, '');
  }
  throw new ConfigurationError(
    'the address of Jira cannot be used; write it like https://jira.example.com, without user name, query or fragment (http only on this machine)',
  );
}
