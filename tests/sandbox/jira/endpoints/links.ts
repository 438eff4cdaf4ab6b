import { z } from 'zod';
import { empty } from '../../http/index.js';
import { linkIssues, removeLink } from '../issues/index.js';
import { demand, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { type Endpoint, parameter, readBody } from './exchange.js';

const NO_LINK = 'No Link Issue Permission for issue';

const end = z.looseObject({ id: z.string().optional(), key: z.string().optional() });
const linkBody = z.looseObject({
  type: z.looseObject({ id: z.string().optional(), name: z.string().optional() }),
  inwardIssue: end,
  outwardIssue: end,
});

export const linkEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/issueLink',
    operation: 'linkIssues',
    isWrite: true,
    answer(exchange) {
      const { type, inwardIssue, outwardIssue } = readBody(exchange, linkBody);
      const linkType = exchange.state.directory.site.linkTypes.find(
        ({ id, name }) => id === type.id || name === type.name,
      );
      if (linkType === undefined)
        throw new JiraRefusal(404, [`No issue link type with name '${type.name ?? ''}' found.`]);
      const source = seenIssue(exchange, outwardIssue.id ?? outwardIssue.key ?? '');
      const target = seenIssue(exchange, inwardIssue.id ?? inwardIssue.key ?? '');
      for (const record of [source, target]) demand(exchange, 'LINK_ISSUES', record, `${NO_LINK} '${record.key}'`);
      linkIssues(exchange, linkType, source, target);
      // The new link's id is nowhere in the answer: B14 in every Jira.
      return empty(201);
    },
  },
  {
    method: 'DELETE',
    path: '/issueLink/{linkId}',
    operation: 'deleteIssueLink',
    isWrite: true,
    answer(exchange) {
      const id = Number(parameter(exchange, 'linkId'));
      const owner = exchange.state.store.owner('link', id);
      const link = owner?.links.find((candidate) => candidate.id === id);
      if (owner === undefined || link === undefined)
        throw new JiraRefusal(404, [`No issue link with id '${id}' exists.`]);
      const record = seenIssue(exchange, String(owner.id));
      demand(exchange, 'LINK_ISSUES', record, `${NO_LINK} '${record.key}'`);
      removeLink(exchange, record, link);
      return empty();
    },
  },
];
