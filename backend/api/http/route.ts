import { z } from 'zod';
import type { Caller } from '../../../addon/index.js';
import type { Application } from '../../application/index.js';
import type { Scope } from '../../storage/index.js';
import type { Role } from '../../tokens/index.js';
import { pointerTo } from './pointer.js';
import { type Fault, ProblemError } from './problem.js';

/** What a route is asked, checked. */
export interface Asked<Path, Query, Body> {
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  /** What of the tenant is open to him. */
  readonly scope: Scope;
  readonly application: Application;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** What a route is asked for which nobody need have come in. */
export interface AskedByAnybody<Path, Query, Body> extends Omit<Asked<Path, Query, Body>, 'caller' | 'scope'> {
  /** From where. */
  readonly address: string;
}

/** What a route answers: a whole document, 200 unless told, or lines as they come to be. */
export type Answer =
  | {
      readonly status?: 200 | 201;
      readonly body: unknown;
      /** Where what was made is. */
      readonly location?: string;
    }
  | {
      /** Each is sent as a line of JSON. What goes wrong before the first is answered as a problem; afterwards the answer breaks off. */
      readonly lines: AsyncIterable<unknown>;
    };

/** A request as it came. */
export interface Received {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** Null where nobody need have come in. */
  readonly caller: Caller | null;
  /** Null where nobody need have come in. */
  readonly scope: Scope | null;
  readonly address: string;
  readonly application: Application;
  readonly signal: AbortSignal;
}

/** One operation of `descriptors/openapi.yaml`. */
export interface Route {
  readonly method: 'get' | 'post';
  /** As in the description: `/runs/{id}`, below `/api/v1`. */
  readonly path: string;
  /** The least role that may ask for it; `known`: who has come in, with a role or without; null: anybody, for it is how one comes in. */
  readonly needs: Role | 'known' | null;
  /** Whether it changes anything: then it wants a licence, where one is required. */
  readonly changes: boolean;
  /** Whether it changes what all integrations share: nothing for those who look after some of them. */
  readonly ofWholeTenant: boolean;
  /** Whether who administers the Jira project of an integration may do it there, whatever role it wants elsewhere. */
  readonly alsoOfProjects: boolean;
  /** The members of a query and of a body that it knows. */
  readonly knows: { readonly query: readonly string[]; readonly body: readonly string[] };
  answer(received: Received): Promise<Answer>;
}

interface Shapes<Path, Query, Body> {
  readonly path?: z.ZodType<Path>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
}

interface Definition<Path, Query, Body> {
  readonly method: Route['method'];
  readonly path: string;
  /** Unless told, viewers look and operators act. */
  readonly needs?: Role | 'known';
  /** Unless told, what is posted changes something. */
  readonly changes?: boolean;
  /** Whether it changes what all integrations share; unless told, it does not. */
  readonly ofWholeTenant?: boolean;
  /** Whether who administers the Jira project of an integration may do it there; unless told, his role decides. */
  readonly alsoOfProjects?: boolean;
  readonly takes?: Shapes<Path, Query, Body>;
  readonly answer: (asked: Asked<Path, Query, Body>) => Promise<Answer>;
}

type OpenDefinition<Path, Query, Body> = Pick<Definition<Path, Query, Body>, 'method' | 'path' | 'takes'> & {
  readonly answer: (asked: AskedByAnybody<Path, Query, Body>) => Promise<Answer>;
};

type Nothing = Record<string, never>;
const nothing = z.strictObject({}) as unknown as z.ZodType<Nothing>;

/** An operation whose path, query and body are checked before it sees them; every faulty member is named at once. */
export function route<Path = Nothing, Query = Nothing, Body = Nothing>(
  definition: Definition<Path, Query, Body>,
): Route {
  const { method, path, takes = {}, answer } = definition;
  const { knows, check } = checked(takes);
  return {
    method,
    path,
    needs: definition.needs ?? (method === 'get' ? 'viewer' : 'operator'),
    changes: definition.changes ?? method === 'post',
    ofWholeTenant: definition.ofWholeTenant ?? false,
    alsoOfProjects: definition.alsoOfProjects ?? false,
    knows,
    async answer({ application, signal, caller, scope, ...received }) {
      if (caller === null || scope === null) throw new Error(`${path} was asked by nobody`);
      return answer({ ...check(received), caller, scope, application, signal });
    },
  };
}

/** The same for an operation that anybody may ask for. */
export function openRoute<Path = Nothing, Query = Nothing, Body = Nothing>(
  definition: OpenDefinition<Path, Query, Body>,
): Route {
  const { method, path, takes = {}, answer } = definition;
  const { knows, check } = checked(takes);
  return {
    method,
    path,
    needs: null,
    changes: false,
    ofWholeTenant: false,
    alsoOfProjects: false,
    knows,
    answer: async ({ application, signal, address, ...received }) =>
      answer({ ...check(received), address, application, signal }),
  };
}

function checked<Path, Query, Body>(takes: Shapes<Path, Query, Body>) {
  const shapes = {
    path: takes.path ?? (nothing as unknown as z.ZodType<Path>),
    query: takes.query ?? (nothing as unknown as z.ZodType<Query>),
    body: takes.body ?? (nothing as unknown as z.ZodType<Body>),
  };
  return {
    knows: { query: membersOf(shapes.query), body: membersOf(shapes.body) },
    check(received: Pick<Received, 'path' | 'query' | 'body'>) {
      const parsed = {
        path: shapes.path.safeParse(received.path),
        query: shapes.query.safeParse(received.query),
        body: shapes.body.safeParse(received.body ?? {}),
      };
      if (!parsed.path.success || !parsed.query.success || !parsed.body.success) {
        const errors = (['path', 'query', 'body'] as const).flatMap((part) =>
          (parsed[part].error?.issues ?? []).flatMap((issue) => faultsOf(part, issue)),
        );
        throw wrong(errors);
      }
      const asked = { path: parsed.path.data, query: parsed.query.data, body: parsed.body.data };
      const unstorable = Object.entries(asked).flatMap(([part, data]) => unstorableIn(part as Fault['in'], [], data));
      if (unstorable.length > 0) throw wrong(unstorable);
      return asked;
    },
  };
}

function membersOf(shape: z.ZodType): readonly string[] {
  return shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
}

function wrong(errors: readonly Fault[]): ProblemError {
  return new ProblemError({ status: 400, title: 'Bad Request', detail: 'parts of the request are wrong', errors });
}

/** PostgreSQL takes no text with the character 0. */
function unstorableIn(part: Fault['in'], path: readonly string[], data: unknown): readonly Fault[] {
  if (typeof data === 'string' && data.includes('\u0000')) {
    return [{ in: part, pointer: pointerTo(path), detail: 'it holds a character that no text has' }];
  }
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, member]) => unstorableIn(part, [...path, key], member));
}

function faultsOf(part: Fault['in'], issue: z.core.$ZodIssue): readonly Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      in: part,
      pointer: pointerTo([...issue.path, key]),
      detail: 'there is no such member',
    }));
  }
  return [{ in: part, pointer: pointerTo(issue.path), detail: issue.message }];
}
