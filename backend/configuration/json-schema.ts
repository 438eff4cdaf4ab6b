import { z } from 'zod';
import { fileSchema } from './schema/file-schema.js';

/**
 * The JSON Schema of `syncline.yaml` for editors, made from the schema that the parser uses. It judges each key by itself; what
 * concerns several (names, rings, expressions) only the parser sees. `descriptors/syncline.schema.json` is this, committed.
 */
export function configurationJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(fileSchema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type !== 'tuple') return;
      // Without these a pair of three would pass.
      jsonSchema.minItems = jsonSchema.prefixItems?.length ?? 0;
      jsonSchema.items = false;
    },
  });
  return {
    $schema,
    $id: 'urn:syncline:configuration',
    title: 'syncline.yaml',
    description: 'Connections and integrations of Syncline.',
    ...schema,
  };
}
