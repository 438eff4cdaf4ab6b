// npx tsx tests/unit/configuration/support/write-schema.ts && npx biome check --write descriptors/syncline.schema.json
import { writeFileSync } from 'node:fs';
import { configurationJsonSchema } from '../../../../backend/configuration/index.js';

const target = new URL('../../../../descriptors/syncline.schema.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(configurationJsonSchema(), null, 2)}\n`);
