import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Method = 'get' | 'post';
interface Media {
  readonly schema: object;
}
interface Described {
  readonly content?: Readonly<Record<string, Media>>;
  readonly $ref?: string;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly $ref?: string;
}
interface Security {
  readonly token?: readonly string[];
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly properties: object } }>>;
  };
  readonly security?: readonly Security[];
  readonly responses: Readonly<Record<string, Described>>;
}
interface Description {
  readonly security: readonly Security[];
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
  readonly components: {
    readonly responses: Readonly<Record<string, Described>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

const ID = 'urn:syncline:openapi';
const description = parse(
  readFileSync(new URL('../../../../descriptors/openapi.yaml', import.meta.url), 'utf8'),
) as Description;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ ...description, $id: ID });

/** Everything that the description promises: `GET /api/v1/runs/{id}`. */
export const operations: readonly string[] = Object.entries(description.paths).flatMap(([path, ofPath]) =>
  (['get', 'post'] as const).flatMap((method) =>
    ofPath[method] === undefined ? [] : [`${method.toUpperCase()} ${path}`],
  ),
);

/** An operation of `/api/v1` as far as somebody needs to know who tries everything. */
export interface DescribedOperation {
  readonly method: 'get' | 'post';
  /** With its parameters in braces. */
  readonly path: string;
  /** Names of what may stand in its query. */
  readonly query: readonly string[];
  readonly hasBody: boolean;
  /** Whether nobody need have come in for it. */
  readonly isOpen: boolean;
}

/** Every operation below `/api/v1`. */
export const versionedOperations: readonly DescribedOperation[] = Object.entries(description.paths)
  .filter(([path]) => path.startsWith('/api/v1/'))
  .flatMap(([path, ofPath]) =>
    (['get', 'post'] as const)
      .filter((method) => ofPath[method] !== undefined)
      .map((method) => ({
        method,
        path,
        query: describedMembers(method, path).query,
        hasBody: ofPath[method]?.requestBody !== undefined,
        isOpen: ofPath[method]?.security?.length === 0,
      })),
  );

/** The members of a query and of a body that an operation describes. */
export function describedMembers(method: 'get' | 'post', path: string) {
  const operation = description.paths[path]?.[method];
  const parameters = (operation?.parameters ?? []).map((each) =>
    each.$ref === undefined
      ? each
      : description.components.parameters[each.$ref.slice('#/components/parameters/'.length)],
  );
  return {
    query: parameters.flatMap((each) => (each?.in === 'query' ? [each.name] : [])).sort(),
    body: Object.keys(operation?.requestBody?.content['application/json']?.schema.properties ?? {}).sort(),
  };
}

/** The least role that an operation wants, as it is described; `known` where any token does, undefined where none is needed. */
export function describedRole(method: 'get' | 'post', path: string): string | undefined {
  const security = description.paths[path]?.[method]?.security ?? description.security;
  return security.flatMap(({ token }) => (token === undefined ? [] : (token[0] ?? 'known')))[0];
}

/** An answer as it came. */
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

/**
 * Holds an answer against the description.
 * @returns the operation that it belongs to, or null where there is none. @throws when the answer is not as described.
 */
export function assertDescribed(method: string, path: string, answer: Answer): string | null {
  const [template, ofPath] = Object.entries(description.paths).find(([each]) => matches(each, path)) ?? [];
  const operation = ofPath?.[method.toLowerCase() as Method];
  if (template === undefined || operation === undefined) {
    assertValid(compile('#/components/schemas/Problem'), answer, `${method} ${path}`);
    return null;
  }
  const status = operation.responses[answer.status] === undefined ? 'default' : String(answer.status);
  const described = operation.responses[status];
  if (described === undefined) throw new Error(`${method} ${template} does not speak of ${answer.status}`);
  if (status === 'default' && answer.status < 400)
    throw new Error(`${method} ${template}: ${answer.status} is no problem`);
  const at =
    described.$ref ??
    `#/paths/${template.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${status}`;
  const content = described.$ref === undefined ? described.content : componentOf(described.$ref).content;
  if (content?.[answer.type] === undefined) throw new Error(`${method} ${template} does not speak of ${answer.type}`);
  assertValid(
    compile(`${at}/content/${answer.type.replaceAll('/', '~1')}/schema`),
    answer,
    `${method} ${template} ${answer.status}`,
  );
  return `${method} ${template}`;
}

/** Of two templates that fit, the one without a parameter comes first in the file. */
function matches(template: string, path: string): boolean {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
}

function componentOf(ref: string): Described {
  const found = description.components.responses[ref.slice('#/components/responses/'.length)];
  if (found === undefined) throw new Error(`${ref} is not there`);
  return found;
}

function compile(pointer: string): ValidateFunction {
  const encoded = pointer.split('/').map(encodeURIComponent).join('/').replace('%23', '#');
  const validate = ajv.getSchema(`${ID}${encoded}`);
  if (validate === undefined) throw new Error(`openapi.yaml has nothing at ${pointer}`);
  return validate;
}

function assertValid(validate: ValidateFunction, { body }: Answer, what: string): void {
  if (validate(body)) return;
  throw new Error(`${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body, null, 2)}`);
}
