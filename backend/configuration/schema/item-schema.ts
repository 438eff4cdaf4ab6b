import { z } from 'zod';
import { conflictPolicy } from '../../mappings/index.js';
import { jsonValue } from '../../shared/index.js';
import { expression, flag, mapping, mappingOf, size, text, word } from './scalars.js';

const fieldName = text('the id or name of a field');
const token = text('a value in quotes');
const writtenValues = mappingOf(z.string(), jsonValue, 'fields and their values');

const pair = z.tuple([fieldName, fieldName], 'is not a pair; write [left field, right field]');

const longRule = mapping(
  {
    left: fieldName.optional().describe('Field on the left; left out when the value is computed from the item.'),
    right: fieldName.optional().describe('Field on the right; left out when the value is computed from the item.'),
    direction: word(['both', 'left', 'right'])
      .optional()
      .describe('right: carried from left to right only; left: the reverse; both: the default.'),
    values: mappingOf(
      z.string(),
      z.union([token, z.array(token).min(1)], 'is neither a value nor a list of values; write them in quotes'),
      'left values and the right values they become',
    )
      .optional()
      .describe('Left value to right value; many to one is allowed, a list on the right is one to many.'),
    toRight: expression
      .optional()
      .describe('JSONata for the right value; `value` is the field, `item` the whole item.'),
    toLeft: expression.optional().describe('JSONata for the left value.'),
    conflicts: word(conflictPolicy.options)
      .optional()
      .describe("Overrides the integration's `conflicts` for this field."),
    transition: mapping(
      {
        left: mappingOf(z.string(), writtenValues, 'statuses and the fields they need')
          .optional()
          .describe('Status on the left, then fields and values.'),
        right: mappingOf(z.string(), writtenValues, 'statuses and the fields they need')
          .optional()
          .describe('Status on the right, then fields and values.'),
      },
      '{ right: { "6": { close_code: Resolved } } }',
    )
      .optional()
      .describe('What entering a status needs, by side and status.'),
  },
  '[left, right] or { left: …, right: … }',
);

const fieldRule = z
  .union([pair, longRule], 'is no field rule; write [left, right] or { left: …, right: … }')
  .describe('Which value follows which. Short form: [left, right].');

const comments = z
  .union(
    [
      flag,
      mapping(
        {
          public: text('a channel of comments on the right')
            .optional()
            .describe('Where comments that everybody sees go and come from.'),
          internal: text('a channel of comments on the right')
            .optional()
            .describe('Where internal comments go and come from.'),
        },
        '{ public: comments, internal: work_notes }',
      ),
    ],
    'is not a rule for comments; write true, false or { public: comments, internal: work_notes }',
  )
  .describe('true: as the connectors say; a mapping: the channel on the right for each kind. Default: false.');

const attachments = z
  .union(
    [
      flag,
      mapping(
        {
          maxSize: size.optional().describe('Larger files are left out: 100MB.'),
          exclude: z
            .array(text('a pattern such as "*.exe"'), 'is not a list of patterns; write ["*.exe"]')
            .optional()
            .describe('Names that are left out.'),
        },
        '{ maxSize: 100MB, exclude: ["*.exe"] }',
      ),
    ],
    'is not a rule for attachments; write true, false or { maxSize: 100MB, exclude: ["*.exe"] }',
  )
  .describe('Comes later; kept and ignored for now.');

/** One entry of `items`. */
export const itemSchema = mapping(
  {
    left: text('an item type, or `any`').describe('Item type on the left, or any.'),
    right: text('an item type, or `any`').describe('Item type on the right, or any.'),
    when: mapping(
      {
        left: expression.optional().describe('For items that come from the left.'),
        right: expression.optional().describe('For items that come from the right.'),
      },
      'an expression for left, right or both',
    )
      .optional()
      .describe('JSONata over `item`: this entry is for items for which it is true.'),
    onCreate: mapping(
      {
        left: writtenValues.optional().describe('Fields and values of an item created on the left.'),
        right: writtenValues.optional().describe('Fields and values of an item created on the right.'),
      },
      '{ right: { caller_id: syncline } }',
    )
      .optional()
      .describe('Fixed values given once, when an item is created on that side.'),
    fields: z
      .array(fieldRule, 'is not a list; write one `- [left, right]` per line')
      .min(1, 'is empty; write at least one `- [left, right]`')
      .describe('Which value follows which, a row each.'),
    comments: comments.optional(),
    attachments: attachments.optional(),
    worklogs: flag.optional().describe('Comes later; kept and ignored for now. Default: false.'),
    links: flag.optional().describe('Comes later; kept and ignored for now. Default: false.'),
  },
  'left, right and fields below it',
).describe('Which item type becomes which, and how.');

export type ItemEntry = z.infer<typeof itemSchema>;
export type FieldEntry = ItemEntry['fields'][number];
export type LongFieldEntry = z.infer<typeof longRule>;
