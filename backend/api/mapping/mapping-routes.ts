import { z } from 'zod';
import { DraftFaultsError, saveMapping } from '../../application/index.js';
import { writeDraft } from '../../configuration/index.js';
import { requireSync } from '../../integrations/index.js';
import {
  checkDraft,
  describeSides,
  mappingInForce,
  openDraft,
  planRemap,
  tryField,
} from '../../mapping-drafts/index.js';
import { sideSchema } from '../../mappings/index.js';
import { jsonValue } from '../../shared/index.js';
import { mayDo } from '../../tokens/index.js';
import { named, ProblemError, type Route, route } from '../http/index.js';
import { shownSide } from './shown-side.js';
import { shownVersion } from './shown-version.js';

/** What people may write; the border takes no more at once. */
const LONGEST_TEXT = 200_000;
/** Pairs that one plan reads from both tools. */
const MOST_PAIRS = 1_000;
const USUAL_PAIRS = 200;
/** Entries and rows; no mapping has more. */
const MOST_ROWS = 10_000;

const yaml = z.string().max(LONGEST_TEXT, `at most ${LONGEST_TEXT} characters`);
const place = z.number().int().min(0).max(MOST_ROWS);
const draft = z.strictObject({ yaml });

/** What is configured may be seen by everybody; drafts of it are for those who may store them, for they read items by it. */
const FOR_ADMINISTRATORS = { needs: 'administrator', alsoOfProjects: true } as const;

export const mappingRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/integrations/{name}/mapping',
    takes: { path: named },
    answer: async ({ path: { name }, application, caller, scope }) => {
      const found = await application.database.transaction('read mapping', (transaction) =>
        mappingInForce(transaction, application, name),
      );
      const { role } = caller.rights;
      return {
        body: {
          integration: name,
          version: shownVersion(found.version),
          revision: found.revision,
          yaml: found.yaml,
          entry: found.entry,
          links: found.links,
          mayChange: scope.integrations !== undefined || (role !== null && mayDo(role, 'administrator')),
        },
      };
    },
  }),
  route({
    method: 'get',
    path: '/integrations/{name}/mapping/sides',
    takes: { path: named },
    answer: async ({ path: { name }, application, signal }) => {
      const integration = await application.database.transaction('find integration', (transaction) =>
        requireSync(transaction, name),
      );
      const engine = await application.onlooker();
      const sides = await describeSides(engine, integration, signal);
      const { left, right } = integration.definition;
      return { body: { left: shownSide(left, sides.left), right: shownSide(right, sides.right) } };
    },
  }),
  route({
    method: 'post',
    path: '/integrations/{name}/mapping/check',
    changes: false,
    ...FOR_ADMINISTRATORS,
    takes: { path: named, body: z.strictObject({ yaml, entry: jsonValue.optional() }) },
    answer: async ({ path: { name }, body, application, signal }) => {
      const text = body.entry === undefined ? body.yaml : writeDraft(body.yaml, body.entry);
      const read = await application.database.transaction('read draft', (transaction) =>
        openDraft(transaction, application, name, text),
      );
      return { body: { yaml: text, ...(await checkDraft(await application.onlooker(), read, signal)) } };
    },
  }),
  route({
    method: 'post',
    path: '/integrations/{name}/mapping',
    ...FOR_ADMINISTRATORS,
    takes: { path: named, body: z.strictObject({ yaml, revision: z.string() }) },
    answer: async ({ path: { name }, body, application, signal }) => ({
      body: await saveMapping(application, { integration: name, ...body }, signal).catch(refused),
    }),
  }),
  route({
    method: 'post',
    path: '/integrations/{name}/mapping/remap',
    // Says what it would change.
    changes: false,
    ...FOR_ADMINISTRATORS,
    takes: {
      path: named,
      body: draft.extend({ limit: z.number().int().min(1).max(MOST_PAIRS).default(USUAL_PAIRS) }),
    },
    answer: async ({ path: { name }, body, application, signal }) => {
      const read = await application.database.transaction('read draft', (transaction) =>
        openDraft(transaction, application, name, body.yaml),
      );
      return { body: await planRemap(await application.onlooker(), read, body.limit, signal) };
    },
  }),
  route({
    method: 'post',
    path: '/integrations/{name}/mapping/try',
    changes: false,
    ...FOR_ADMINISTRATORS,
    takes: {
      path: named,
      body: draft.extend({ item: place, field: place, to: sideSchema, key: z.string().min(1).max(255).optional() }),
    },
    answer: async ({ path: { name }, body: { yaml: text, key = null, ...wanted }, application, signal }) => {
      const read = await application.database.transaction('read draft', (transaction) =>
        openDraft(transaction, application, name, text),
      );
      const tried = await tryField(await application.onlooker(), read, { ...wanted, key }, signal);
      return { body: { ...tried, result: tried.result ?? null } };
    },
  }),
];

/** Each fault by itself, with its place in the draft. */
export function refused(error: unknown): never {
  if (!(error instanceof DraftFaultsError)) throw error;
  throw new ProblemError({
    status: 400,
    title: 'Bad Request',
    detail: error.message,
    errors: error.faults.map(({ line, column, message }) => ({
      in: 'body',
      pointer: '#/yaml',
      detail: `line ${line}, column ${column}: ${message}`,
    })),
  });
}
