import type { ValidateFunction } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import schema from '../../../../backend/connectors/jira/adf/schema.json' with { type: 'json' };

let validate: ValidateFunction | undefined;

/** Why a document is not in the Atlassian Document Format; undefined when it is. */
export function adfProblem(document: unknown): string | undefined {
  // Compiled at the first use: it takes longer than the rest of the simulator.
  validate ??= new AjvDraft04.default({ strict: false, logger: false }).compile(schema);
  if (validate(document)) return undefined;
  const [first] = validate.errors ?? [];
  return `${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'}`.trim();
}
