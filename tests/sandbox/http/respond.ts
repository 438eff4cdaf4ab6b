import type { SandboxResponse } from './handler.js';

/** A JSON answer; `headers` are added to the content type. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): SandboxResponse {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** An answer without a body, 204 by default. */
export function empty(status = 204, headers: Readonly<Record<string, string>> = {}): SandboxResponse {
  return { status, headers, body: '' };
}
