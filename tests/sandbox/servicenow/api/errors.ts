import { json, type SandboxResponse } from '../../http/index.js';

/** A refusal in the platform's shape. Wording: recorded by users of live instances (2025 and 2026). */
export class ApiError extends Error {
  readonly status: number;
  readonly detail: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, detail: string | null, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }
}

export function errorResponse(error: ApiError): SandboxResponse {
  const body = { error: { message: error.message, detail: error.detail }, status: 'failure' };
  return json(error.status, body, error.headers);
}

export const notAuthenticated = (): ApiError =>
  new ApiError(401, 'User Not Authenticated', 'Required to provide Auth information', {
    'www-authenticate': 'BASIC realm="Service-now"',
  });

export const noRecord = (): ApiError =>
  new ApiError(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");

export const invalidTable = (table: string): ApiError => new ApiError(400, `Invalid table ${table}`, null);

export const noResource = (): ApiError => new ApiError(400, 'Requested URI does not represent any resource', null);

export const methodNotSupported = (): ApiError => new ApiError(405, 'Method not supported', null);

export const mayNotQuery = (detail: string | null): ApiError =>
  new ApiError(403, 'Insufficient rights to query records', detail);

export const aclRefused = (operation: 'Delete' | 'Insert' | 'Update'): ApiError =>
  new ApiError(403, 'Operation Failed', `ACL Exception ${operation} Failed due to security constraints`);

export const policyRefused = (detail: string): ApiError => new ApiError(403, 'Operation Failed', detail);
