import type { AddOn } from 'atlassian-connect-express';
import type { Request, Response } from 'express';
import type { Application } from '../../backend/application/index.js';
import type { ConnectApp } from './connect-app.js';
import { openAce } from './open-ace.js';

/** What is asked of atlassian-connect-express. */
export interface Ace {
  /** Keeps a verified install and answers. @returns whether it could be kept. */
  keepInstall(request: Request, response: Response): Promise<boolean>;
  /** @returns whether it lets the request in; where it does not, it has answered. */
  letsIn(request: Request, response: Response): Promise<boolean>;
}

export type AceOf = (application: Application, app: ConnectApp) => Promise<Ace>;

/** One for a process. */
export function lazyAce(): AceOf {
  let opened: Promise<AddOn> | null = null;
  return async (application, app) => {
    opened ??= openAce(application, app);
    const addon = await opened;
    return {
      keepInstall: (request, response) =>
        new Promise((resolve) => {
          response.once('finish', () => resolve(response.statusCode < 300));
          addon.postInstallation()(request, response);
        }),
      letsIn: (request, response) => letsIn(addon, request, response),
    };
  };
}

function letsIn(addon: AddOn, request: Request, response: Response): Promise<boolean> {
  return new Promise((resolve, reject) => {
    response.once('finish', () => resolve(false));
    addon.authenticate()(request, response, (error?: unknown) => {
      // A session token of its own making, good without any query hash: nothing here takes it.
      response.removeHeader('x-acpt');
      if (error === undefined) resolve(true);
      else reject(error);
    });
  });
}
