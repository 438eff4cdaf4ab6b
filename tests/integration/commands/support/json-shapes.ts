import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const schema = JSON.parse(
  readFileSync(new URL('../../../../descriptors/cli.schema.json', import.meta.url), 'utf8'),
) as { readonly $id: string };
const ajv = new Ajv2020({ allowUnionTypes: true });
addFormats.default(ajv);
ajv.addSchema(schema);

/** Holds what a command printed against the published shape of that command. @throws when it has another one */
export function assertShape(words: readonly string[], document: unknown): void {
  const name = shapeOf(words);
  const validate = ajv.getSchema(`${schema.$id}#/$defs/${name}`);
  if (validate === undefined) throw new Error(`cli.schema.json says nothing of ${name}`);
  if (!validate(document))
    throw new Error(`${name}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(document, null, 2)}`);
}

function shapeOf([command = '', below, ...words]: readonly string[]): string {
  if (command === 'sync' && ![below, ...words].includes('--wait')) return 'syncQueued';
  return command === 'links' && below === 'import' ? 'linksImport' : command;
}
