import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { configurationJsonSchema } from '../../../backend/configuration/index.js';
import { faultyFiles } from './support/faulty-files/index.js';
import { smallFile } from './support/small-file.js';

const committed: unknown = JSON.parse(
  readFileSync(new URL('../../../descriptors/syncline.schema.json', import.meta.url), 'utf8'),
);
const accepts = new Ajv2020().compile(configurationJsonSchema());

/** The value an editor sees; null where it is no YAML to it either. */
function asEditorReads(text: string): { readonly value: unknown } | null {
  const document = parseDocument(text, { prettyErrors: false });
  const hasBrokenAlias = /[:[] ?\*\w/.test(text);
  return document.errors.length > 0 || hasBrokenAlias ? null : { value: document.toJS() };
}

const readable = faultyFiles.flatMap(({ name, edits, seenBySchema }) => {
  const read = asEditorReads(smallFile(edits));
  return read === null ? [] : [{ name, seenBySchema, ...read }];
});

describe('the JSON Schema for editors', () => {
  it('is committed as it is made; after a change run support/write-schema.ts', () => {
    expect(committed).toEqual(configurationJsonSchema());
  });

  it('is of draft 2020-12 and describes every key', () => {
    expect(committed).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (schema === null || typeof schema !== 'object') return;
      for (const [key, member] of Object.entries(schema)) {
        if (key === 'properties' && typeof member === 'object' && member !== null) {
          for (const [property, value] of Object.entries(member)) {
            if (!('description' in Object(value))) undescribed.push(`${path}.${property}`);
            visit(value, `${path}.${property}`);
          }
        } else visit(member, path);
      }
    };
    visit(committed, '');
    expect(undescribed).toEqual([]);
  });

  it.each([
    ['the small file', smallFile()],
    ['the file with every key', readFileSync(new URL('fixtures/complete.yaml', import.meta.url), 'utf8')],
  ])('accepts %s', (_, text) => {
    expect(accepts(asEditorReads(text)?.value), JSON.stringify(accepts.errors)).toBe(true);
  });

  const contract = new URL('../../../../shared/contract/syncline.yaml', import.meta.url);
  // The example lies outside the repository and is not everywhere; contract.test.ts fails where it has to be and is not.
  it.skipIf(!existsSync(contract))('accepts the normative example', () => {
    expect(accepts(asEditorReads(readFileSync(contract, 'utf8'))?.value), JSON.stringify(accepts.errors)).toBe(true);
  });

  it.each(readable)('agrees with the parser as far as it can see: $name', ({ value, seenBySchema }) => {
    expect(accepts(value)).toBe(!seenBySchema);
  });
});
