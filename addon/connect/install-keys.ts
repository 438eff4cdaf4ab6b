import { type CryptoKey, importSPKI } from 'jose';
import type { HttpPort } from '../../backend/connectors/sdk/index.js';
import { errorMessage, UnavailableError } from '../../backend/shared/index.js';
import { NotSignedInError } from '../door.js';

/** Atlassian names keys by UUID; whatever else a token says would become part of an address. */
const KEY_ID_FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TIMEOUT_MS = 5_000;
/** There are a few at a time; nobody fills the memory with others, which would have to be on the key server. */
const MOST_KEPT = 64;

/**
 * The public keys of signed installs, from a server that answers `GET /{kid}` with PEM. A key belongs to its id for ever, so each is asked
 * for once.
 */
export class InstallKeys {
  readonly #url: string;
  readonly #send: HttpPort;
  readonly #kept = new Map<string, Promise<CryptoKey>>();

  constructor({ url, send }: { readonly url: string; readonly send: HttpPort }) {
    this.#url = url.replace(/\/$/, '');
    this.#send = send;
  }

  /** @throws NotSignedInError when there is no such key. @throws UnavailableError when the key server cannot be asked. */
  async find(keyId: string): Promise<CryptoKey> {
    if (!KEY_ID_FORM.test(keyId)) throw new NotSignedInError('the id of the key has not the form of one');
    const known = this.#kept.get(keyId);
    if (known !== undefined) return known;
    const asked = this.#ask(keyId);
    this.#kept.set(keyId, asked);
    asked.catch(() => this.#kept.delete(keyId));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return asked;
  }

  async #ask(keyId: string): Promise<CryptoKey> {
    const request = { method: 'GET', url: `${this.#url}/${keyId}`, headers: {}, body: null } as const;
    // Others may wait for the same answer, so nobody's going away ends it.
    const { signal } = new AbortController();
    const { status, body } = await this.#send(request, { signal, timeoutMs: TIMEOUT_MS }).catch((cause: unknown) => {
      throw new UnavailableError(`the key server does not answer: ${errorMessage(cause)}`, { cause });
    });
    if (status === 404) throw new NotSignedInError('the key server knows no key of that id');
    if (status !== 200) throw new UnavailableError(`the key server answers with status ${status}`);
    try {
      return await importSPKI(body, 'RS256');
    } catch (cause) {
      throw new UnavailableError('the key server answers with something that is no key', { cause });
    }
  }
}
