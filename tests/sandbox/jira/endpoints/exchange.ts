import { z } from 'zod';
import type { SandboxRequest, SandboxResponse } from '../../http/index.js';
import { JiraRefusal } from '../refusal.js';
import type { View } from '../render/index.js';
import type { Act } from '../state.js';

/** One request that has been routed and signed in. */
export interface Exchange extends Act {
  readonly request: SandboxRequest;
  /** Values of the path's `{name}` segments. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly view: View;
}

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/rest/api/3`, written as in the API description. */
  readonly path: string;
  /** The operation's id in the API description; counters use it. */
  readonly operation: string;
  /** A POST that only asks is no write. */
  readonly isWrite: boolean;
  /** Answered to anybody, signed in or not. */
  readonly isPublic?: boolean;
  /** @throws JiraRefusal */
  readonly answer: (exchange: Exchange) => SandboxResponse;
}

/** A segment of the path. @throws when the route does not have it: a fault of the simulator */
export function parameter(exchange: Exchange, name: string): string {
  const value = exchange.parameters[name];
  if (value === undefined) throw new Error(`the path has no {${name}}`);
  return value;
}

/** The JSON body. @throws JiraRefusal 400 when it is absent, no JSON, or not of this shape */
export function readBody<T>({ request }: Exchange, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse((request.body ?? Buffer.alloc(0)).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw JiraRefusal.invalidPayload();
    throw error;
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw JiraRefusal.invalidPayload();
  return parsed.data;
}

/** Several values of one parameter: repeated, or in one with commas. */
export function listParameter(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** @throws JiraRefusal 400 when the parameter is there and no whole number */
export function numberParameter(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const parsed = z.coerce.number().int().safeParse(text);
  if (!parsed.success) throw new JiraRefusal(400, [`The value '${text}' of '${name}' is not a whole number.`]);
  return parsed.data;
}
