import { parse } from 'yaml';
import { z } from 'zod';

const side = z.looseObject({ connection: z.string(), filter: z.string().optional() });
const valueTable = z.record(z.string(), z.coerce.string());

const longRule = z.looseObject({
  left: z.string().optional(),
  right: z.string().optional(),
  direction: z.enum(['left', 'right', 'both']).default('both'),
  values: valueTable.optional(),
  toLeft: z.string().optional(),
  toRight: z.string().optional(),
});
const rule = z.union([
  longRule,
  z.tuple([z.string(), z.string()]).transform(([left, right]) => longRule.parse({ left, right })),
]);

const sync = z.looseObject({
  kind: z.literal('sync'),
  left: side.extend({ project: z.string() }),
  right: side.extend({ table: z.string().optional(), project: z.string().optional() }),
  match: z.object({ left: z.literal('key'), right: z.string() }),
  create: z.enum(['both', 'left', 'right', 'none']).default('both'),
  items: z.array(
    z.looseObject({
      left: z.string(),
      right: z.string(),
      fields: z.array(rule),
      comments: z
        .union([z.literal(false), z.looseObject({ public: z.string().optional(), internal: z.string().optional() })])
        .default(false),
    }),
  ),
});

const file = z.looseObject({
  connections: z.record(
    z.string(),
    z.looseObject({ auth: z.looseObject({ username: z.string().optional() }), markField: z.string().optional() }),
  ),
  integrations: z.record(z.string(), z.unknown()),
});

/** A rule of the file, its short form spelled out. */
export type CheckedRule = z.output<typeof longRule>;

/** What the file says about one sync, as far as a checker needs it; read without any of the platform's code. */
export type CheckedSync = z.output<typeof sync> & {
  /** The accounts that the sync signs in with: what they wrote is a copy. */
  readonly accounts: { readonly left: string; readonly right: string };
  /** Where the right tool keeps marks, when it is one that has to be told. */
  readonly markField: string | undefined;
};

type CheckedEntry = CheckedSync['items'][number];

/** The entry that a left item of that type falls under. */
export function entryFor({ items }: CheckedSync, leftType: string): CheckedEntry | undefined {
  return items.find(({ left }) => left === 'any' || left === leftType) ?? items[0];
}

/** @throws when the text has no such sync, or one that pairs otherwise than by key: the checker knows no other way. */
export function readCheckedSync(text: string, name: string): CheckedSync {
  const { connections, integrations } = file.parse(parse(text));
  const definition = sync.parse(integrations[name]);
  const account = (connection: string) => connections[connection]?.auth.username ?? '';
  return {
    ...definition,
    accounts: { left: account(definition.left.connection), right: account(definition.right.connection) },
    markField: connections[definition.right.connection]?.markField,
  };
}
