import { z } from 'zod';

/** What a field holds, in our typed form; connectors turn their tool's representations into these and back. */
export type FieldKind =
  | 'text'
  | 'richText'
  | 'number'
  | 'boolean'
  | 'date'
  | 'dateTime'
  | 'duration'
  | 'option'
  | 'options'
  | 'status'
  | 'user'
  | 'users'
  | 'labels'
  | 'reference'
  | 'references';

/** A choice of a list. Equality is by `id`: a renamed option is the same option. */
export interface OptionValue {
  readonly id: string;
  readonly label: string;
}

/** A person or account of the tool. Equality is by `id`. `email` is null where the tool hides it. */
export interface UserValue {
  readonly id: string;
  readonly label: string;
  readonly email: string | null;
}

/** A record of another table or kind. Equality is by `id`. */
export interface ReferenceValue {
  readonly id: string;
  readonly label: string;
}

/** A node of the Atlassian Document Format; unknown attributes are kept as they came. */
export interface AdfNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly AdfNode[];
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
  readonly text?: string;
}

/** Rich text inside Syncline is ADF, whatever the tool speaks. */
export interface AdfDocument extends AdfNode {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

/**
 * A field's value by its kind. `null` is the one form of "empty" for every kind: connectors give null for an empty text, an
 * empty list and an empty document. Forms: text = string with `\n` line ends; number; boolean; date = `YYYY-MM-DD`;
 * dateTime = ISO 8601 in UTC with milliseconds and `Z`; duration = whole seconds; option and status = OptionValue;
 * options = OptionValue[]; user = UserValue; labels = string[]; reference = ReferenceValue; lists are sets (order means nothing).
 */
export type FieldValue =
  | null
  | string
  | number
  | boolean
  | readonly string[]
  | OptionValue
  | UserValue
  | ReferenceValue
  | readonly OptionValue[]
  | readonly UserValue[]
  | readonly ReferenceValue[]
  | AdfDocument;

/** The values of one item by field id. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

const adfNode: z.ZodType<AdfNode> = z.lazy(() =>
  z.looseObject({
    type: z.string(),
    attrs: z.record(z.string(), z.unknown()).optional(),
    content: z.array(adfNode).optional(),
    marks: z.array(z.looseObject({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() })).optional(),
    text: z.string().optional(),
  }),
) as z.ZodType<AdfNode>;

/** Accepts a document by its outer shape; whether a tool would take it is for the ADF JSON schema to say. */
export const adfDocument = z.looseObject({
  type: z.literal('doc'),
  version: z.literal(1),
  content: z.array(adfNode),
}) as unknown as z.ZodType<AdfDocument>;
