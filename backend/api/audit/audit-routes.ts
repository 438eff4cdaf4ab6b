import { z } from 'zod';
import { auditedAction, getAuditEntry, pageAudit } from '../../audit/index.js';
import { UnknownNameError } from '../../shared/index.js';
import { listed, numberId, numberPlace, pageOf, paging, type Route, route } from '../http/index.js';

const moment = z.iso.datetime('write a moment such as 2027-01-31T12:00:00Z').transform((written) => new Date(written));
const filters = z.strictObject({
  ...paging(numberPlace),
  action: auditedAction.optional(),
  actor: z.string().max(200).optional(),
  subject: z.string().max(200).optional(),
  since: moment.optional(),
  until: moment.optional(),
});

/** Who did what: for administrators, since it names people and tokens. */
export const auditRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/audit',
    needs: 'administrator',
    takes: { query: filters },
    answer: async ({ query, application: { database } }) => {
      const found = await database.transaction('list audit', (transaction) =>
        pageAudit(transaction, query, pageOf(query)),
      );
      return { body: listed(found, query.limit, { show: (entry) => entry, place: ({ id }) => id }) };
    },
  }),
  route({
    method: 'get',
    path: '/audit/{id}',
    needs: 'administrator',
    takes: { path: numberId },
    answer: async ({ path: { id }, application: { database } }) => {
      const entry = await database.transaction('get audit entry', (transaction) => getAuditEntry(transaction, id));
      if (entry === null) throw new UnknownNameError(`there is no entry ${id} in the audit log`);
      return { body: entry };
    },
  }),
];
