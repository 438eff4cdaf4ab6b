import type { Response } from 'express';
import { findBuiltFrontend, type PageSetting, writePage } from '../backend/pages/index.js';
import type { Settings } from '../backend/settings/index.js';
import { once, UnavailableError } from '../backend/shared/index.js';

/** A page of the frontend as a Jira shows it. */
export interface PageInJira {
  readonly page: PageSetting['page'];
  readonly host: 'connect' | 'data center';
  /** The Data Center by which whoever looks may sign in; null or absent where that is not known. */
  readonly site?: string | null;
  /** The installed site's addresses: nobody else may show it in a frame. */
  readonly frameAncestors: readonly string[];
}

const built = once(async () => findBuiltFrontend());

/** Answers with a page. @throws UnavailableError where the pages are not built. */
export async function sendPage(
  response: Response,
  { page, host, site = null, frameAncestors }: PageInJira,
  { publicUrl, jiraApp }: Pick<Settings, 'publicUrl' | 'jiraApp'>,
): Promise<void> {
  const frontend = await built();
  if (frontend === null) throw new UnavailableError('the pages are not built: npm run build');
  const basePath = publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
  const written = writePage(frontend, {
    page,
    host:
      host === 'connect'
        ? { kind: 'connect', scriptUrl: jiraApp.connectScriptUrl }
        : { kind: 'session', ...(site !== null && { site }) },
    frameAncestors: [...new Set(frameAncestors.map((url) => new URL(url).origin))],
    basePath,
  });
  response.set(written.headers).send(written.html);
}
