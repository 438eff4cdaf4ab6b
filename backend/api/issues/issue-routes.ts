import { z } from 'zod';
import { requestItem, resolveConflict, unlink } from '../../application/index.js';
import type { ConflictAnswer } from '../../conflicts/index.js';
import { opposite, type PanelDeed } from '../../mappings/index.js';
import type { PanelLink } from '../../panel/index.js';
import { jsonValue, StaleError } from '../../shared/index.js';
import { type Asked, ProblemError, type Route, route } from '../http/index.js';
import { explainUnlinkedOf, fieldsOfLinks, findLinksOf } from './find-issue.js';
import { notThere, requireBrowse, requireDeed } from './issue-rights.js';
import { shownLink, shownUnlinked } from './show-issue.js';

const issue = z.object({ issue: z.string().regex(/^\d{1,18}$/, 'it is no id of an issue') });
const ofLink = issue.extend({ link: z.uuid('it is no UUID') });
const ofConflict = issue.extend({ conflict: z.string().regex(/^\d{1,18}$/, 'it is no number') });

const answer = z
  .strictObject({
    version: z.number().int().min(1),
    take: z.enum(['here', 'there', 'base']).optional(),
    value: jsonValue.optional(),
  })
  .refine(({ take, value }) => (take === undefined) !== (value === undefined), {
    path: ['take'],
    message: 'write either take or value',
  });

/** What the page of an issue shows and does; who may, Jira says of the issue, and the integration's `panel`. */
export const issueRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/issues/{issue}',
    needs: 'known',
    takes: { path: issue },
    answer: async ({ path: { issue: id }, caller, application, signal }) => {
      const rights = await requireBrowse(caller, id, signal);
      const links = await findLinksOf(caller, id, application);
      const unlinked = await explainUnlinkedOf(caller, id, links, { application, signal });
      const mapped = await fieldsOfLinks(links, application);
      // Of whoever does not come from a Jira nobody has said that there is such an issue.
      if (caller.site === null && links.length + unlinked.length === 0) throw notThere(id);
      return {
        body: {
          links: links.map((link) => shownLink(link, rights, mapped.get(link.integration) ?? [])),
          unlinked: unlinked.map((each) => shownUnlinked(each, rights)),
        },
      };
    },
  }),
  route({
    method: 'post',
    path: '/issues/{issue}/links/{link}/sync',
    needs: 'known',
    takes: { path: ofLink },
    answer: async (asked) => {
      const { link } = await requireLink(asked, 'sync');
      const item = { id: asked.path.issue, key: link.here.key };
      await requestItem(asked.application, { integration: link.integration, side: link.side, item });
      return { body: { requested: link.here.key } };
    },
  }),
  route({
    method: 'post',
    path: '/issues/{issue}/links/{link}/unlink',
    needs: 'known',
    takes: { path: ofLink },
    answer: async (asked) => {
      const { link } = await requireLink(asked, 'unlink');
      await unlink(asked.application, { linkId: link.link });
      return { body: { unlinked: link.there.key } };
    },
  }),
  route({
    method: 'post',
    path: '/issues/{issue}/partners',
    needs: 'known',
    takes: { path: issue, body: z.strictObject({ integration: z.string().min(1) }) },
    answer: async ({ path: { issue: id }, body: { integration: name }, caller, application, signal }) => {
      const rights = await requireBrowse(caller, id, signal);
      const links = await findLinksOf(caller, id, application);
      const unlinked = await explainUnlinkedOf(caller, id, links, { application, signal });
      const wanted = unlinked.find(({ integration }) => integration.name === name);
      if (wanted === undefined) throw notThere(id);
      requireDeed(rights, wanted.integration.definition.panel, 'create');
      if (!shownUnlinked(wanted, rights).mayCreate) {
        throw new ProblemError({ status: 409, title: 'Conflict', detail: `no partner can be made: ${wanted.words}` });
      }
      await requestItem(application, { integration: name, side: wanted.side, item: { id, key: wanted.key } });
      return { body: { requested: wanted.key } };
    },
  }),
  route({
    method: 'post',
    path: '/issues/{issue}/conflicts/{conflict}/answer',
    needs: 'known',
    takes: { path: ofConflict, body: answer },
    answer: async ({ path: { issue: id, conflict }, body, caller, application, signal }) => {
      const rights = await requireBrowse(caller, id, signal);
      const links = await findLinksOf(caller, id, application);
      const link = links.find((each) => heldIn(each).includes(conflict));
      if (link === undefined) throw notThere(id);
      requireDeed(rights, link.granted, 'settle');
      try {
        await resolveConflict(application, { id: conflict, answer: answerOf(body, link), seen: body.version });
      } catch (error) {
        if (!(error instanceof StaleError)) throw error;
        throw new ProblemError({
          status: 409,
          title: 'Stale',
          detail: 'it has changed since it was shown; look again',
        });
      }
      return { body: { answered: conflict } };
    },
  }),
];

type AskedLink = Asked<z.infer<typeof ofLink>, unknown, unknown>;

async function requireLink({ path, caller, application, signal }: AskedLink, deed: PanelDeed) {
  const rights = await requireBrowse(caller, path.issue, signal);
  const links = await findLinksOf(caller, path.issue, application);
  const link = links.find((each) => each.link === path.link);
  if (link === undefined) throw notThere(path.issue);
  requireDeed(rights, link.granted, deed);
  return { link };
}

function heldIn({ fields, heldItem }: PanelLink): readonly string[] {
  return [...fields.map(({ held }) => held), heldItem].flatMap((held) => (held === null ? [] : [held.conflict]));
}

function answerOf({ take, value }: z.infer<typeof answer>, { side }: PanelLink): ConflictAnswer {
  if (take === undefined) return { value: value ?? null };
  if (take === 'base') return { take };
  return { take: take === 'here' ? side : opposite(side) };
}
