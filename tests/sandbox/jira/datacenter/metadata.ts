import type { JsonValue } from '../../../../backend/shared/index.js';
import { json } from '../../http/index.js';
import type { Endpoint } from '../endpoints/exchange.js';

/** Pages of create metadata have their list under the name that all pages of Data Center use. */
export function metadataValues(endpoint: Endpoint): Endpoint {
  if (!endpoint.path.startsWith('/issue/createmeta/')) return endpoint;
  return {
    ...endpoint,
    answer(exchange) {
      const body = JSON.parse(endpoint.answer(exchange).body.toString()) as { readonly [key: string]: JsonValue };
      const { issueTypes, fields, startAt, maxResults, total } = body;
      const values = (issueTypes ?? fields ?? []) as readonly JsonValue[];
      return json(200, {
        maxResults,
        startAt,
        total,
        isLast: Number(startAt) + values.length >= Number(total),
        values,
      });
    },
  };
}
