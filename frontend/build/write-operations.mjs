import { readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';
import { parse } from 'yaml';

const RESPONSES = '#/components/responses/';

/**
 * Writes what each operation of the API answers and takes, as types.
 *
 * @param {string} descriptionFile OpenAPI 3.1, in YAML.
 * @param {string} outputFile
 */
export async function writeOperations(descriptionFile, outputFile) {
  const { paths, components } = parse(readFileSync(descriptionFile, 'utf8'));
  const whole = (part) =>
    part.$ref?.startsWith(RESPONSES) ? components.responses[part.$ref.slice(RESPONSES.length)] : part;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'patch', 'delete'].flatMap((method) =>
      item[method] === undefined ? [] : [{ name: `${method.toUpperCase()} ${path}`, ...item[method] }],
    ),
  );
  const schema = {
    ...objectOf({
      answers: objectOf(
        Object.fromEntries(operations.map(({ name, responses }) => [name, answerOf(responses, whole)])),
      ),
      bodies: objectOf(Object.fromEntries(operations.flatMap(bodyOf))),
      problem: { $ref: '#/$defs/Problem' },
    }),
    $defs: Object.fromEntries(Object.entries(components.schemas).map(([name, each]) => [name, withUnknown(each)])),
  };
  const text = await compile(withPlainReferences(schema), 'Operations', {
    bannerComment: '// Made from descriptors/openapi.yaml by `npm run build`.',
    additionalProperties: false,
    declareExternallyReferenced: true,
    format: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: false,
  });
  writeFileSync(outputFile, text);
}

function objectOf(properties) {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function answerOf(responses, whole) {
  const [, good] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  return whole(good ?? {}).content?.['application/json']?.schema ?? { type: 'null' };
}

function bodyOf({ name, requestBody }) {
  const schema = requestBody?.content?.['application/json']?.schema;
  return schema === undefined ? [] : [[name, schema]];
}

/** What may be anything would come out as an object that may have any members. */
function withUnknown(schema) {
  return Object.keys(schema).every((key) => key === 'description') ? { ...schema, tsType: 'unknown' } : schema;
}

/** Words beside a reference would make another type of the same thing. */
function withPlainReferences(value) {
  if (Array.isArray(value)) return value.map(withPlainReferences);
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.$ref === 'string') return { $ref: value.$ref.replace('#/components/schemas/', '#/$defs/') };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withPlainReferences(inner)]));
}
