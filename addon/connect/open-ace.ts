import type { AddOn, ClientInfo, Descriptor, StoreAdapter } from 'atlassian-connect-express';
import express, { type Express } from 'express';
import type { Application } from '../../backend/application/index.js';
import { findClient, installBody, saveInstall } from '../../backend/jira-app/index.js';
import type { ConnectApp } from './connect-app.js';
import { connectDescriptor, DESCRIPTOR_FILE } from './descriptor.js';

const STORE = 'syncline';

/**
 * Atlassian's own framework, over a store that is ours. It has the last word on pages and keeps installs; what it is known to let pass
 * is refused before it is asked (`verify-request.ts`, `verify-lifecycle.ts`).
 *
 * Loaded when the first Jira asks: it brings clients of four databases along, which most servers never need.
 */
export async function openAce(application: Application, app: ConnectApp): Promise<AddOn> {
  const { default: ace } = await import('atlassian-connect-express');
  ace.store.register(STORE, () => storeOver(application));
  return withoutListeners(
    () =>
      new Promise((resolve) => {
        const addon: AddOn = ace(
          innerApp(),
          {
            config: {
              descriptorTransformer: () =>
                connectDescriptor(app.baseUrl, { enablesLicensing: false }) as unknown as Descriptor,
              production: {
                // What its own routes would do is done by ours; what it would watch and validate over the network is tested.
                ...{ setupInstallRoute: false },
                validateDescriptor: false,
                watch: false,
                localBaseUrl: app.baseUrl,
                store: { adapter: STORE },
              },
            },
          },
          quiet(application),
          { descriptorFilename: DESCRIPTOR_FILE, configFileName: `${DESCRIPTOR_FILE}.none` },
          () => resolve(addon),
        );
      }),
  );
}

/** It wants an application to mount its routes on; outside production it would log every secret. */
function innerApp(): Express {
  const inner = express();
  inner.set('env', 'production');
  return inner;
}

/** It listens to every promise of the process that nobody waits for, and would hide from us that there was one. */
async function withoutListeners<T>(work: () => Promise<T>): Promise<T> {
  const before = process.listeners('unhandledRejection');
  const result = await work();
  for (const listener of process.listeners('unhandledRejection')) {
    if (!before.includes(listener)) process.off('unhandledRejection', listener);
  }
  return result;
}

/** Of what it logs only that it does: bodies with their secrets are among it, in production too. */
function quiet({ log }: Application): Console {
  const note = (level: string) => () => log.debug('atlassian-connect-express has something to say', { of: level });
  return {
    ...console,
    log: note('log'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
    debug: note('debug'),
  };
}

/** Only what it asks for: the client of a key, and to keep one. */
function storeOver({ database, secretBox, settings }: Application): StoreAdapter {
  const refuse = async (): Promise<never> => {
    throw new Error('this store keeps installs and nothing else');
  };
  return {
    get: async <T>(key: string, clientKey: string) => {
      if (key !== 'clientInfo') return refuse();
      const client = await database.transaction('find connect client', (transaction) =>
        findClient(transaction, clientKey, secretBox),
      );
      return (
        client === null
          ? null
          : { clientKey, sharedSecret: client.sharedSecret, baseUrl: client.site.baseUrl, key: undefined }
      ) as T;
    },
    saveInstallation: async (install: ClientInfo) => {
      const body = installBody.parse(install);
      await database.transaction('install app', (transaction) =>
        saveInstall(transaction, body, { secretBox, mode: settings.mode }),
      );
      return install;
    },
    set: refuse,
    del: refuse,
    getAllClientInfos: refuse,
    getClientSettingsForForgeInstallation: refuse,
    deleteAssociation: refuse,
    forForgeInstallation: () => ({ get: refuse, set: refuse, del: refuse }),
  };
}
