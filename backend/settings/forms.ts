import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Form } from './environment-reader.js';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);
/** A host name or address, `*.` before it for all below it, perhaps with a port. */
const HOST_PATTERN = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/;
const KEY_BYTES = 32;

type Role = 'viewer' | 'operator' | 'administrator';

/** One of `words`. */
export function oneOf<const T extends string>(...words: readonly T[]): Form<T> {
  return { description: words.join(' or '), parse: (text) => words.find((word) => word === text) };
}

export const port: Form<number> = {
  description: 'a port number from 0 (any free one) to 65535',
  parse: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
};

/** Made absolute from the working directory. */
export const path: Form<string> = { description: 'a path', parse: (text) => resolve(text) };

export const readableFile: Form<string> = {
  description: 'the path of a file that can be read',
  parse: (text) => (isReadable(text) && statSync(text).isFile() ? resolve(text) : undefined),
};

export const folder: Form<string> = {
  description: 'the path of a folder that can be read',
  parse: (text) => (isReadable(text) && statSync(text).isDirectory() ? resolve(text) : undefined),
};

/** The present key first, after commas those that were in use before it. */
export const secretKeys: Form<readonly [Buffer, ...Buffer[]]> = {
  description: `${KEY_BYTES} bytes in base64 (make one: openssl rand -base64 ${KEY_BYTES}); older keys may follow after commas`,
  isSecret: true,
  parse: (text) => {
    const [current, ...retired] = text.split(',').map(secretKeyOf);
    if (current === undefined || retired.includes(undefined)) return undefined;
    return [current, ...retired.filter((key) => key !== undefined)];
  },
};

function secretKeyOf(written: string): Buffer | undefined {
  const text = written.trim();
  const key = Buffer.from(text, 'base64');
  // Buffer.from leaves out what is not base64; what comes back must be what was given.
  const isWhole =
    key.toString('base64').replace(/=+$/, '') === text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  return isWhole && key.length === KEY_BYTES ? key : undefined;
}

export const databaseUrl: Form<string> = {
  description: 'an address like postgres://user:password@host:5432/database',
  isSecret: true,
  parse: (text) => {
    const url = urlOf(text, ['postgres:', 'postgresql:']);
    return url !== undefined && url.pathname.length > 1 ? text : undefined;
  },
};

export const queueUrl: Form<string> = {
  description: 'an address like amqp://user:password@host:5672/vhost (or amqps://)',
  isSecret: true,
  parse: (text) => (urlOf(text, ['amqp:', 'amqps:'])?.hostname ? text : undefined),
};

export const proxyUrl: Form<string> = {
  description: 'an address like http://user:password@proxy.example.com:3128 (or https://)',
  isSecret: true,
  parse: (text) => (urlOf(text, ['http:', 'https:']) === undefined ? undefined : text),
};

/** Without a slash at its end, so that paths can be appended. */
export const publicUrl: Form<string> = {
  description:
    'the address under which browsers reach this server, like https://sync.example.com or https://example.com/sync',
  parse: (text) => {
    const url = urlOf(text, ['http:', 'https:']);
    if (url === undefined || url.search || url.hash || url.username || url.password) return undefined;
    return url.href.replace(/\/+$/, '');
  },
};

/** What is fetched from a key server decides who is let in, so nobody on the way may change it. */
export const keyServerUrl: Form<string> = {
  description: 'an https address (http only on loopback), without user name, query or fragment',
  parse: (text) => {
    const url = urlOf(text, ['http:', 'https:']);
    if (url === undefined || url.search || url.hash || url.username || url.password) return undefined;
    if (url.protocol === 'http:' && !LOOPBACK_HOSTS.has(url.hostname)) return undefined;
    return url.href.replace(/\/+$/, '');
  },
};

/** Entra's shared issuers speak for anybody's tenant, and a tenant's administrator gives whatever roles he likes. */
const SHARED_ISSUER = /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/i;

/** Kept to the letter: a provider's tokens name it, slash at the end or not. */
export const issuer: Form<string> = {
  description:
    'an https address (http only on loopback) as the provider writes it in its tokens, of one tenant, without user name, query or fragment',
  parse: (text) => (keyServerUrl.parse(text) === undefined || SHARED_ISSUER.test(text) ? undefined : text),
};

/** Anything that can stand in one line. */
export const words: Form<string> = {
  description: 'one line of at most 500 characters',
  parse: (text) => (/^.{1,500}$/.test(text) ? text : undefined),
};

export const secret: Form<string> = { ...words, isSecret: true };

/** A file that holds a secret and nothing else but spaces and ends of lines around it. */
export const secretFile: Form<{ readonly file: string; readonly secret: string }> = {
  description: 'the path of a file that can be read and holds one line',
  parse: (text) => {
    const file = readableFile.parse(text);
    const secret = file === undefined ? undefined : words.parse(readFileSync(file, 'utf8').trim());
    return file === undefined || secret === undefined ? undefined : { file, secret };
  },
};

export const scope: Form<string> = {
  description: 'words separated by spaces, openid among them, like openid profile email groups',
  parse: (text) => (text.split(/\s+/).includes('openid') ? text : undefined),
};

/** A value may hold commas and equals signs, as names of a directory do: what follows a comma must begin another role. */
export const roleValues: Form<readonly { readonly role: Role; readonly value: string }[]> = {
  description: 'roles with values of the role claim, like administrator=syncline-admins,operator=it,viewer=staff',
  parse: (text) => {
    const entries = text.split(/,(?=\s*(?:viewer|operator|administrator)\s*=)/).map((entry) => {
      const [, role, value = ''] = /^\s*(viewer|operator|administrator)\s*=(.*)$/.exec(entry) ?? [];
      return { role: role as Role, value: value.trim() };
    });
    return entries.every(({ role, value }) => role !== undefined && value !== '') ? entries : undefined;
  },
};

/** @see https://developer.atlassian.com/platform/forge/manifest-reference/#app */
export const forgeAppId: Form<string> = {
  description: 'an app id like ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000',
  parse: (text) =>
    /^ari:cloud:ecosystem::app\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : undefined,
};

export const hostPatterns: Form<readonly string[]> = {
  description: 'hosts separated by commas, like *.atlassian.net,jira.example.com',
  parse: (text) => listOf(text.toLowerCase(), (host) => HOST_PATTERN.test(host)),
};

/** What Express's `trust proxy` takes. */
export const proxies: Form<readonly string[]> = {
  description: 'addresses, networks like 10.0.0.0/8, loopback, linklocal or uniquelocal, separated by commas',
  parse: (text) => listOf(text, isProxy),
};

/** The entries of `NO_PROXY`, which programs read in many ways; it is handed on as it is. */
export const noProxy: Form<string> = { description: 'hosts separated by commas', parse: (text) => text };

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function listOf(text: string, isValid: (entry: string) => boolean): readonly string[] | undefined {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.every(isValid) ? entries : undefined;
}

function urlOf(text: string, protocols: readonly string[]): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return protocols.includes(url.protocol) ? url : undefined;
}
