import { z } from 'zod';
import { accessOf, type Caller } from '../../../addon/index.js';
import { recordAudit } from '../../audit/index.js';
import { programVersion } from '../../settings/index.js';
import { pairSite, type Site } from '../../sites/index.js';
import { licenceLink, ProblemError, type Route, route } from '../http/index.js';

/** Of `descriptors/openapi.yaml`; grows when a page that was made for it would no longer understand this server. */
const API_VERSION = 1;

/** The panel of an issue is for everybody, and need not wait for what Jira says of projects. */
const wanted = z.strictObject({ of: z.literal('administration').optional() });

const typed = z.strictObject({ code: z.string().min(1).max(100) });

/** Where a person comes from, and how an administrator of a Jira proves that this server is his. */
export const siteRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/site',
    needs: 'known',
    takes: { query: wanted },
    answer: async ({ query: { of }, caller, application, signal }) => {
      const mayLookAfterSome = of === 'administration' && caller.site?.state === 'active';
      const { role, scope } = mayLookAfterSome
        ? await accessOf(caller, application, signal)
        : { role: caller.rights.role, scope: null };
      return { body: { ...whereabouts(caller), role, ofProjects: scope?.integrations !== undefined } };
    },
  }),
  route({
    method: 'post',
    path: '/site/pair',
    needs: 'known',
    // A site without a licence shows what is there, and it shows nothing before it is paired.
    changes: false,
    takes: { body: typed },
    answer: async ({ body: { code }, caller: { site, actor, rights }, application: { database, log } }) => {
      if (site === null) throw refused('whoever asks does not come from a Jira');
      if (site.state !== 'unpaired')
        throw refused('this Jira is paired already; syncline sites unpair takes that back');
      if (!rights.mayPair) throw refused('only an administrator of Jira pairs it');
      const pairing = await database.transaction('pair site', async (transaction) => {
        const ended = await pairSite(transaction, site, code);
        if (ended.kind === 'paired')
          await recordAudit(transaction, actor, { action: 'pair site', subject: site.displayUrl });
        return ended;
      });
      if (pairing.kind === 'paired') return { body: { site: shownSite(pairing.site) } };
      log.warn('a site could not be paired', { site: site.displayUrl, reason: `${pairing.kind} codes` });
      if (pairing.kind === 'wrong')
        throw refused('there is no such code, or it was used or is over: syncline sites pair shows another');
      throw new ProblemError(
        { status: 429, title: 'Too Many Requests', detail: 'too many wrong codes; wait a quarter of an hour' },
        { 'retry-after': '900' },
      );
    },
  }),
];

function whereabouts(caller: Caller) {
  const { host, site, actor, rights, licence } = caller;
  return {
    host,
    site: site === null ? null : shownSite(site),
    person: actor.name,
    mayPair: rights.mayPair,
    licence: { ...licence, link: licence.state === 'not required' ? null : licenceLink(caller) },
    serverVersion: programVersion(),
    apiVersion: API_VERSION,
  };
}

function shownSite({ displayUrl, host, state }: Site) {
  return { url: displayUrl, host, state };
}

function refused(detail: string): ProblemError {
  return new ProblemError({ status: 403, title: 'Forbidden', detail });
}
