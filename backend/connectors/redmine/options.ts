import { z } from 'zod';

const FIELD = /^cf_\d+$/;
const FORMAT = /^(string|text|link|int|float|date|bool|list|enumeration|user|version)(\[\])?$/;

/** What a connection to Redmine takes beside what every connection takes. */
export const redmineOptions = z.strictObject({
  /** A text custom field of issues, kept for marks. */
  markField: z
    .string()
    .regex(FIELD, 'a custom field by its number is needed, such as cf_7')
    .optional()
    .meta({ title: 'Field for marks', description: 'A text custom field of issues by its number: cf_7.' }),
  /** What custom fields hold, for accounts that may not ask: Redmine tells it to administrators alone. `[]`: several values. */
  customFields: z
    .record(
      z.string().regex(FIELD, 'a custom field by its number is needed, such as cf_7'),
      z.string().regex(FORMAT, 'a format is needed, such as list, or list[] for several values'),
    )
    .optional()
    .meta({
      title: 'Custom fields',
      description: 'What they hold (cf_7: list), for accounts that are no administrators of Redmine.',
    }),
});

export type RedmineOptions = z.infer<typeof redmineOptions>;
