import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDropped, type SandboxHandler, type SandboxRequest, type SandboxResponse } from '../sandbox/http/index.js';
import { truthDirectory } from './truth.js';

/** Something that an API description does not allow. */
export interface Finding {
  readonly level: 'error' | 'warn';
  readonly where: 'request' | 'response';
  readonly code: string;
  /** Place in the message. */
  readonly at: string;
  readonly msg: string;
}

export interface JudgedExchange {
  readonly request: SandboxRequest;
  /** Absent where no answer came. */
  readonly response?: SandboxResponse;
}

interface Contract {
  check(request: unknown, response?: unknown): { readonly findings: readonly Finding[] };
}

interface ContractModule {
  readonly Contract: new (file: string, options: Readonly<Record<string, unknown>>) => Contract;
}

interface RulesModule {
  jiraCloudRules(options: { readonly adfSchema: string; readonly textareaFields: readonly string[] }): unknown;
}

/** Which contract judges a path, and the path as that contract writes it; undefined: no contract knows such paths. */
type Choose = (path: string) => { readonly contract: Contract; readonly path: string } | undefined;

export type JudgedTool = 'jira' | 'servicenow';
/** An API that is described. */
type DescribedApi = JudgedTool | 'jira-datacenter';

/** Judges exchanges by a tool's own API description, and remembers what was wrong. */
export class Judge {
  readonly #choose: Choose;
  readonly #errors: string[] = [];

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  /** What the description does not allow in this exchange. Warnings are returned and not remembered. */
  check({ request, response }: JudgedExchange): readonly Finding[] {
    const chosen = this.#choose(request.url);
    if (chosen === undefined) return [];
    const { findings } = chosen.contract.check(
      { ...request, url: chosen.path },
      response && { ...response, body: Buffer.from(response.body) },
    );
    for (const { level, where, code, at, msg } of findings) {
      if (level === 'error') this.#errors.push(`${request.method} ${request.url}: ${where} ${code} ${at} ${msg}`);
    }
    return findings;
  }

  /** Every error so far, readable; `where` narrows them to our requests or to the simulator's answers. */
  errors(where?: Finding['where']): readonly string[] {
    return where === undefined ? this.#errors : this.#errors.filter((error) => error.includes(`: ${where} `));
  }
}

/**
 * A judge by the tool's description. Loading one takes half a second; later judges of the same tool share it.
 * @throws when the folder of descriptions is absent; call it inside `describeWithTruth`
 */
export async function judge(tool: DescribedApi): Promise<Judge> {
  let choose = loaded.get(tool);
  if (choose === undefined) {
    choose = LOADERS[tool]();
    loaded.set(tool, choose);
  }
  return new Judge(await choose);
}

/** A handler whose exchanges are all judged. */
export function judged(handler: SandboxHandler, by: Judge): SandboxHandler {
  return {
    async handle(request) {
      const outcome = await handler.handle(request);
      by.check(isDropped(outcome) ? { request } : { request, response: outcome });
      return outcome;
    },
  };
}

const LOADERS: Readonly<Record<DescribedApi, () => Promise<Choose>>> = {
  jira: loadJira,
  'jira-datacenter': loadJiraDataCenter,
  servicenow: loadServiceNow,
};

const loaded = new Map<DescribedApi, Promise<Choose>>();

async function loadJira(): Promise<Choose> {
  const truth = demandTruth();
  const [{ Contract }, { jiraCloudRules }] = await Promise.all([
    load<ContractModule>(truth, 'contract.mjs'),
    load<RulesModule>(truth, 'jira-rules.mjs'),
  ]);
  const rules = jiraCloudRules({
    adfSchema: join(truth, 'specs/adf/adf-full.json'),
    textareaFields: ['customfield_10031'],
  });
  const contract = new Contract(join(truth, 'specs/jira-cloud/jira-cloud-platform-v3.2025-12-25.json.gz'), {
    rules: [rules],
  });
  return (url) => {
    const path = url.replace(/^\/ex\/jira\/[^/]+/, '');
    // Version 2 is described elsewhere and asked for its serverInfo alone; `/_edge` is described nowhere.
    return /^\/(_edge|rest\/api\/2)\//.test(path) ? undefined : { contract, path };
  };
}

async function loadJiraDataCenter(): Promise<Choose> {
  const truth = demandTruth();
  const { Contract } = await load<ContractModule>(truth, 'contract.mjs');
  const contract = new Contract(join(truth, 'specs/jira-dc/jira-software-dc-10.0.openapi.json'), {
    base: '/rest',
    bareObjectIsAny: true,
    patch: mendDataCenter,
  });
  // What Atlassian's servers tell each other is described elsewhere.
  return (path) => (path.startsWith('/rest/applinks/') ? undefined : { contract, path });
}

/**
 * The description gives one element where the server answers a list or a page of them, texts where properties hold any JSON, and
 * leaves out the parameter by which transitions show their fields.
 */
function mendDataCenter(description: DataCenterDescription): void {
  const { components, paths } = description;
  const { EntityPropertyBean } = components.schemas;
  if (EntityPropertyBean?.properties !== undefined) EntityPropertyBean.properties.value = {};
  const listed = [
    '/field',
    '/priority',
    '/resolution',
    '/user/search',
    '/project/{projectIdOrKey}/statuses',
    '/issuetype',
    '/status',
  ];
  for (const path of listed) mendAnswer(description, path, (items) => ({ type: 'array', items }));
  paths['/api/2/issue/{issueIdOrKey}/transitions']?.get?.parameters?.push({
    name: 'expand',
    in: 'query',
    schema: { type: 'string' },
  });
  const stored = paths['/api/2/issue/{issueIdOrKey}/properties/{propertyKey}']?.put?.requestBody?.content;
  if (stored?.['application/json'] !== undefined) stored['application/json'].schema = {};
  const types = '/issue/createmeta/{projectIdOrKey}/issuetypes';
  for (const path of [types, `${types}/{issueTypeId}`]) {
    mendAnswer(description, path, (items) => ({
      type: 'object',
      required: ['values', 'total'],
      properties: { values: { type: 'array', items } },
    }));
  }
}

function mendAnswer({ paths }: DataCenterDescription, path: string, mend: (schema: unknown) => unknown): void {
  const answer = paths[`/api/2${path}`]?.get?.responses['200']?.content?.['application/json'];
  if (answer === undefined) throw new Error(`the description has no answer of ${path}`);
  answer.schema = mend(answer.schema);
}

interface DataCenterDescription {
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties?: Record<string, unknown> } | undefined>>;
  };
  readonly paths: Readonly<
    Record<
      string,
      | {
          readonly put?: {
            readonly requestBody?: { readonly content: Readonly<Record<string, { schema: unknown } | undefined>> };
          };
          readonly get?: {
            readonly parameters?: unknown[];
            readonly responses: Readonly<
              Record<
                string,
                { readonly content?: Readonly<Record<string, { schema: unknown } | undefined>> } | undefined
              >
            >;
          };
        }
      | undefined
    >
  >;
}

async function loadServiceNow(): Promise<Choose> {
  const truth = demandTruth();
  const { Contract } = await load<ContractModule>(truth, 'contract.mjs');
  const options = { base: '/api/now', tolerate: [/sys_mod_count must be integer/] };
  const file = (name: string) => new Contract(join(truth, 'specs/servicenow', `servicenow-${name}.yml`), options);
  const contracts: Readonly<Record<string, Contract>> = {
    table: file('table-records'),
    attachment: file('attachments'),
    stats: file('aggregate-statistics'),
    import: file('import-sets'),
  };
  return (url) => {
    const path = url.replace(/^\/api\/now\/v\d+\//, '/api/now/');
    const contract = contracts[/^\/api\/now\/(\w+)/.exec(path)?.[1] ?? ''];
    return contract && { contract, path };
  };
}

function demandTruth(): string {
  const truth = truthDirectory();
  if (truth === undefined) throw new Error('there are no API descriptions to judge by');
  return truth;
}

/**
 * Imports a module of the contract checker from a copy below our node_modules: its folder is read-only and has no
 * packages of its own, and an import is resolved from where the file lies.
 */
async function load<Module>(truth: string, file: string): Promise<Module> {
  const directory = fileURLToPath(new URL('../../node_modules/.cache/contract-check', import.meta.url));
  mkdirSync(directory, { recursive: true });
  for (const name of ['contract.mjs', 'jira-rules.mjs']) {
    // Renamed into place: another test process may be importing it.
    const draft = join(directory, `${name}.${process.pid}`);
    copyFileSync(join(truth, 'contract-check', name), draft);
    renameSync(draft, join(directory, name));
  }
  return (await import(pathToFileURL(join(directory, file)).href)) as Module;
}
