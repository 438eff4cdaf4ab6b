import Ajv from 'ajv-draft-04';
import { RefusedError } from '../../../shared/index.js';
import type { AdfDocument } from '../../sdk/index.js';
import schema from './schema.json' with { type: 'json' };

type Validator = ReturnType<InstanceType<typeof Ajv.default>['compile']>;

let compiled: Validator | undefined;

/** Compiled when the first document is written: most commands write none, and it takes a quarter of a second. */
function validator(): Validator {
  compiled ??= new Ajv.default({ strict: false, allErrors: false }).compile(schema);
  return compiled;
}

/**
 * Checks a document by the JSON schema of ADF before it is sent: Jira refuses a whole request for one wrong node.
 * @throws RefusedError naming the field and the place in the document.
 */
export function assertValidAdf(document: AdfDocument, fieldId: string): void {
  const isValid = validator();
  if (isValid(document)) return;
  const fault = isValid.errors?.at(-1);
  const message = `the text is no valid ADF document at ${fault?.instancePath || '/'}: ${fault?.message ?? 'unknown fault'}`;
  throw new RefusedError(message, { status: 0, fieldErrors: { [fieldId]: message } });
}
