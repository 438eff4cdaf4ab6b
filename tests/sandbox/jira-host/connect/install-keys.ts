import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SandboxHandler, SandboxOutcome, SandboxRequest } from '../../http/index.js';

const MODULUS_BITS = 2048;

/** A key that installs are signed with. */
export interface InstallKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** The server from which apps fetch the public key of a signed install: `GET /{kid}` answers PEM. */
export class InstallKeys implements SandboxHandler {
  readonly #keys = new Map<string, InstallKey>();
  /** The kids that were asked for, in this order. */
  readonly asked: string[] = [];

  /** @param kid a UUID, as Atlassian names them. */
  add(kid: string): InstallKey {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: MODULUS_BITS });
    const key = { kid, privateKey };
    this.#keys.set(kid, key);
    return key;
  }

  async handle({ method, url }: SandboxRequest): Promise<SandboxOutcome> {
    const kid = decodeURIComponent(url.slice(1));
    this.asked.push(kid);
    const key = this.#keys.get(kid);
    if (method !== 'GET' || key === undefined) return { status: 404, headers: PLAIN, body: 'no such key' };
    return { status: 200, headers: PLAIN, body: publicPem(key) };
  }
}

const PLAIN = { 'content-type': 'text/plain' };

/** As the key server shows it. */
export function publicPem({ privateKey }: InstallKey): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
}
