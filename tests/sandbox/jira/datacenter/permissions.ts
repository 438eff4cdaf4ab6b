import type { Endpoint } from '../endpoints/exchange.js';
import { permissionsAnswer } from '../endpoints/permissions.js';
import { GLOBAL_PERMISSIONS, PROJECT_PERMISSIONS } from '../site/index.js';

/** Data Center answers every permission that it knows; there is no parameter that would choose. */
export const permissionEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/mypermissions',
    operation: 'getPermissions',
    isWrite: false,
    answer: (exchange) =>
      permissionsAnswer(exchange, [...Object.keys(GLOBAL_PERMISSIONS), ...Object.keys(PROJECT_PERMISSIONS)]),
  },
];
