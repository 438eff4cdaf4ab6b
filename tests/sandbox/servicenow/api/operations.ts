import { json, Router, type SandboxResponse } from '../../http/index.js';
import type { Exchange } from './exchange.js';
import type { TableApi } from './table-api.js';

/** One operation of the API. Names are the operation ids of the published description. */
export interface Operation {
  readonly name: string;
  readonly isWrite: boolean;
  answer(exchange: Exchange, parameters: Readonly<Record<string, string>>): SandboxResponse;
}

/** Default and versioned addresses; both versions behave alike in what is simulated. */
const BASES = ['/api/now', '/api/now/v1', '/api/now/v2'];

export function operations(api: TableApi): Router<Operation> {
  const router = new Router<Operation>();
  const add = (method: string, path: string, name: string, answer: Operation['answer']): void => {
    for (const base of BASES) router.add(method, `${base}${path}`, { name, isWrite: method !== 'GET', answer });
  };
  const record = '/table/{tableName}/{sys_id}';
  add('GET', '/table/{tableName}', 'listRecords', (exchange, at) => api.list(exchange, at.tableName ?? ''));
  add('POST', '/table/{tableName}', 'createRecord', (exchange, at) => api.create(exchange, at.tableName ?? ''));
  add('GET', record, 'getRecord', (exchange, at) => api.get(exchange, at.tableName ?? '', at.sys_id ?? ''));
  add('PUT', record, 'updateRecord', (exchange, at) => api.update(exchange, at.tableName ?? '', at.sys_id ?? ''));
  add('PATCH', record, 'patchRecord', (exchange, at) => api.update(exchange, at.tableName ?? '', at.sys_id ?? ''));
  add('DELETE', record, 'deleteRecord', (exchange, at) => api.delete(exchange, at.tableName ?? '', at.sys_id ?? ''));
  add('GET', '/stats/{tableName}', 'getAggregateStats', (exchange, at) => {
    const counts = exchange.url.searchParams.get('sysparm_count') === 'true';
    const count = String(api.count(exchange, at.tableName ?? ''));
    return json(200, { result: { stats: counts ? { count } : {} } });
  });
  add('GET', '/attachment', 'listAttachments', (exchange) => api.list(exchange, 'sys_attachment'));
  return router;
}
