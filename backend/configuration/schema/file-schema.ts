import { z } from 'zod';
import { connectionSchema } from './connection-schema.js';
import { integrationSchema } from './integration-schema.js';
import { configuredName, mapping, mappingOf } from './scalars.js';

const HOST_MESSAGE = 'is not a host; write example.com or example.com:8443, without scheme and path';
const host = z
  .string(HOST_MESSAGE)
  .regex(/^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$/, HOST_MESSAGE);

/** The whole file, as far as one key can be judged without the others. The JSON Schema for editors is made from this. */
export const fileSchema = mapping(
  {
    version: z.literal(1, 'is not a version of this file; write 1').describe('Version of the format: 1.'),
    outgoing: z
      .array(host, 'is not a list of hosts; write ["example.com:8443"]')
      .optional()
      .describe("Hosts besides the connections' that may be called."),
    connections: mappingOf(configuredName, connectionSchema, 'connections by name')
      .optional()
      .describe('The tools, by the names that integrations use.'),
    integrations: mappingOf(configuredName, integrationSchema, 'integrations by name')
      .optional()
      .describe('What runs, by the name that commands use.'),
  },
  '`version: 1`, then connections and integrations',
);

/** What a file says when nothing is at fault. */
export type FileEntry = z.infer<typeof fileSchema>;
