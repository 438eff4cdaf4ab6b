import { z } from 'zod';
import { type JsonValue, jsonValue } from '../shared/index.js';

/** The steps of setting up, in their order. */
const setupStep = z.enum(['connect', 'containers', 'filters', 'mapping', 'pairing', 'plan', 'backfill']);

const text = z.string().max(20_000);
const side = z.strictObject({
  connection: text.nullable(),
  container: text.nullable(),
  filter: text.nullable(),
});

/** What a person has chosen so far. */
export const chosenSetup = z.strictObject({
  /** What the integration shall be called. */
  name: text.nullable(),
  /** Where the person stands. */
  step: setupStep,
  left: side,
  right: side,
  /** The integration as the file writes it, with every row that was proposed; null: nothing was proposed yet. */
  entry: z.record(z.string(), jsonValue).nullable(),
  /** Rows of `fields` that the person does not want: `0.3` is the fourth of the first entry of `items`. */
  dropped: z.array(z.string().regex(/^\d{1,4}\.\d{1,4}$/)).max(1_000),
});
export type ChosenSetup = z.infer<typeof chosenSetup>;

/** A set-up that is not finished. */
export interface Setup extends ChosenSetup {
  readonly id: string;
  /** What was proposed last and why, as `proposals` says it. */
  readonly proposal: JsonValue;
  /** The integration that it was applied as; null: none yet. */
  readonly integration: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Nothing chosen. */
export const EMPTY_SETUP: ChosenSetup = {
  name: null,
  step: 'connect',
  left: { connection: null, container: null, filter: null },
  right: { connection: null, container: null, filter: null },
  entry: null,
  dropped: [],
};
