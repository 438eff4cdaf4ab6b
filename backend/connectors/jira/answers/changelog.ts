import { z } from 'zod';
import { idText } from './id.js';
import { toIsoUtc } from './instant.js';
import { user } from './user.js';

/** Epoch numbers below this are seconds: the API description shows seconds where its type says date-time. */
const MILLISECONDS_FROM = 1e11;

/** Bulk changelogs give a number, those of one issue a date-time; both become milliseconds since 1970. */
const moment = z.union([z.number(), z.string()]).transform((written, context) => {
  if (typeof written === 'number') return written >= MILLISECONDS_FROM ? written : written * 1000;
  const iso = toIsoUtc(written);
  if (iso !== null) return Date.parse(iso);
  context.addIssue({ code: 'custom', message: 'not a date-time' });
  return z.NEVER;
});

const text = z.string().nullish();

/** A change of one field. `toString` is given another name: every object has a member of that name. */
const changelogItem = z
  .looseObject({ field: z.string().optional(), fieldId: z.string().optional(), from: text, fromString: text, to: text })
  .transform(({ field, fieldId, from, fromString, to, ...rest }) => {
    const toText: unknown = Object.hasOwn(rest, 'toString') ? rest.toString : null;
    return {
      /** Null on Data Center, which names the field alone. */
      fieldId: fieldId ?? null,
      fieldName: field ?? '',
      from: { id: from ?? null, text: fromString ?? null },
      to: { id: to ?? null, text: typeof toText === 'string' ? toText : null },
    };
  });
export type ChangelogItem = z.output<typeof changelogItem>;

/** One entry of a history. */
export const changelog = z.looseObject({ author: user.nullish(), created: moment, items: z.array(changelogItem) });
export type ChangelogEntry = z.infer<typeof changelog>;

export const bulkChangelogs = z.looseObject({
  issueChangeLogs: z.array(z.looseObject({ issueId: idText, changeHistories: z.array(changelog) })),
  nextPageToken: z.string().nullish(),
});

export const changelogPage = z.looseObject({
  values: z.array(changelog),
  total: z.number().int().optional(),
});
