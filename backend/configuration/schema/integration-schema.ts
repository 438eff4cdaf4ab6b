import { z } from 'zod';
import { conflictPolicy, panelDeed, SIDES } from '../../mappings/index.js';
import { itemSchema } from './item-schema.js';
import { count, duration, flag, mapping, mappingOf, text, word } from './scalars.js';

const side = z.looseObject(
  {
    connection: text('the name of a connection').describe('One of `connections`.'),
    filter: text("a filter in the tool's own query language, or leave the key out")
      .optional()
      .describe("Which items get linked, in the tool's own query language: JQL, encoded query."),
    project: text('a project').optional().describe('Jira: the key of the project; Redmine: its identifier.'),
    table: text('a table').optional().describe('ServiceNow: the table.'),
  },
  'is not a mapping; write `{ connection: …, project: … }`',
);

const NO_BACKFILL = 'is neither all, none nor a date; write a date as 2024-01-31';
const enabled = flag.optional().describe('Default: true.');

const syncSchema = mapping(
  {
    kind: z.literal('sync').describe('Keeps the items of two containers in step.'),
    enabled,
    start: word(['manual', 'auto'])
      .optional()
      .describe('manual (default): onboarding begins when a person says so; auto: as soon as applied.'),
    delay: duration.optional().describe('From the end of one incremental run to the start of the next. Default: 60s.'),
    left: side.describe('One side; neither is the master.'),
    right: side.describe('The other side.'),
    backfill: z
      .string(NO_BACKFILL)
      .regex(/^(all|none|[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})?)?)$/, NO_BACKFILL)
      .optional()
      .describe('What onboarding takes over: all (default), none, or what was created since a date.'),
    match: mapping(
      {
        left: text('a field on the left, or `key`').describe("Field on the left, or key: the item's key."),
        right: text('a field on the right, or `key`').describe("Field on the right, or key: the item's key."),
      },
      '{ left: key, right: correlation_id }',
    )
      .optional()
      .describe('Pairs that exist already are linked by these fields, not created again.'),
    initial: word([...SIDES, 'hold'])
      .optional()
      .describe('Who wins where no base exists yet. Default: hold.'),
    create: word(['both', ...SIDES, 'none'])
      .optional()
      .describe('On which sides missing partners are created. Default: both.'),
    overlap: duration.optional().describe('How far back each poll looks again. Default: 5m.'),
    settle: duration
      .optional()
      .describe(
        "The least wait before looking for an interrupted create; the connector's own minimum holds. Default: 0s.",
      ),
    conflicts: word(conflictPolicy.options)
      .optional()
      .describe('Who wins a field that both sides changed. Default: hold.'),
    deletes: word(['keep', 'unlink', 'close', 'delete'])
      .optional()
      .describe('What a deletion on one side does on the other. Default: keep.'),
    panel: z
      .array(word(panelDeed.options))
      .optional()
      .describe('What people who may edit an item may do on its page: sync, create, unlink, settle. Default: [sync].'),
    deleteLimit: mapping(
      {
        percent: z
          .number('is not a number from 0 to 100')
          .min(0, 'is not a number from 0 to 100')
          .max(100, 'is not a number from 0 to 100')
          .optional()
          .describe('Of the linked items. Default: 5.'),
        items: count(0, 1_000_000).optional().describe('Default: 10.'),
      },
      '{ percent: 5, items: 10 }',
    )
      .optional()
      .describe('More deletions than the greater of both stop the run. Default: 5 percent, 10 items.'),
    items: z
      .array(itemSchema, 'is not a list; begin each entry with `- left:`')
      .min(1, 'is empty; write at least one entry with left, right and fields')
      .describe('Which item type becomes which, and how.'),
    users: mappingOf(z.string(), text('a user on the right'), 'left accounts or e-mails and right users')
      .optional()
      .describe('Left account or e-mail to right user; the rest by e-mail.'),
  },
  'kind, left, right and items below it',
).describe('Keeps the items of two containers in step.');

const later = (kind: 'flow' | 'collection', what: string) =>
  z
    .looseObject({ kind: z.literal(kind).describe(what), enabled })
    .describe(`${what} Comes later; kept and not run for now.`);

/** One entry of `integrations`. */
export const integrationSchema = z.discriminatedUnion('kind', [
  syncSchema,
  later('flow', 'A trigger, then steps.'),
  later('collection', 'Gathers members and activities of a community tool.'),
]);

export type IntegrationEntry = z.infer<typeof integrationSchema>;
export type SyncEntry = z.infer<typeof syncSchema>;
export type SideEntry = z.infer<typeof side>;
