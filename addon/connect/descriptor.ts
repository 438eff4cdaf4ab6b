import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageDirectory } from '../../backend/settings/index.js';

/** Stands in the file where this server's address goes; the name is atlassian-connect-express's. */
const ADDRESS_MARK = '{{localBaseUrl}}';

/** The file that a customer reads and changes. */
export const DESCRIPTOR_FILE = join(packageDirectory(), 'atlassian-connect.json');

/**
 * The descriptor of the Connect app for one server.
 * @param baseUrl where Jira and browsers reach it, without a slash at its end.
 * @param enablesLicensing asks Jira for `lic` in each address; only an app of the Marketplace has one.
 */
export function connectDescriptor(
  baseUrl: string,
  { enablesLicensing }: { readonly enablesLicensing: boolean },
): Readonly<Record<string, unknown>> {
  const template: unknown = JSON.parse(readFileSync(DESCRIPTOR_FILE, 'utf8'));
  return { ...(filled(template, baseUrl) as Readonly<Record<string, unknown>>), enableLicensing: enablesLicensing };
}

/** After parsing, so that no address can break out of its string. */
function filled(value: unknown, baseUrl: string): unknown {
  if (typeof value === 'string') return value.replaceAll(ADDRESS_MARK, () => baseUrl);
  if (Array.isArray(value)) return value.map((element) => filled(element, baseUrl));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filled(member, baseUrl)]));
}
