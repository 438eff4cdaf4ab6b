import { empty, json } from '../../http/index.js';
import { offeredTransitions, transitionIssue } from '../issues/index.js';
import { may, projectOf, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { fieldMetadataJson, statusJson } from '../render/index.js';
import type { Transition } from '../site/index.js';
import type { IssueRecord } from '../store/index.js';
import { issueBody } from './bodies.js';
import { type Endpoint, type Exchange, listParameter, parameter, readBody } from './exchange.js';

export const transitionEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/issue/{issueIdOrKey}/transitions',
    operation: 'getTransitions',
    isWrite: false,
    answer(exchange) {
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      const wanted = exchange.query.get('transitionId');
      const offered = mayTransition(exchange, record) ? offeredTransitions(exchange, record) : [];
      const transitions = offered
        .filter(({ id }) => wanted === null || id === wanted)
        .map((transition) => transitionJson(exchange, record, transition));
      return json(200, { expand: 'transitions', transitions });
    },
  },
  {
    method: 'POST',
    path: '/issue/{issueIdOrKey}/transitions',
    operation: 'doTransition',
    isWrite: true,
    answer(exchange) {
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      const body = readBody(exchange, issueBody);
      if (body.transition === undefined) throw new JiraRefusal(400, ["Missing 'transition' identifier"]);
      // Without the permission no transition is offered, and each one asked for is unknown.
      const id = mayTransition(exchange, record) ? body.transition.id : '';
      transitionIssue(exchange, record, id, body);
      return empty();
    },
  },
];

function mayTransition({ state, account }: Exchange, record: IssueRecord): boolean {
  return may(state, account, 'TRANSITION_ISSUES', projectOf(state, record));
}

function transitionJson(exchange: Exchange, record: IssueRecord, transition: Transition) {
  const { directory } = exchange.state;
  const to = directory.status(transition.to);
  const project = projectOf(exchange.state, record);
  const hasFields = listParameter(exchange.query, 'expand').includes('transitions.fields');
  const fields = Object.fromEntries(
    transition.requires.flatMap((fieldId) => {
      const field = directory.field(fieldId);
      if (field === undefined) return [];
      return [
        [fieldId, { ...fieldMetadataJson(field, project, exchange.view), required: true, hasDefaultValue: false }],
      ];
    }),
  );
  return {
    id: transition.id,
    name: transition.name,
    ...(to === undefined ? {} : { to: statusJson(to, exchange.view) }),
    hasScreen: transition.requires.length > 0,
    isGlobal: transition.from === undefined,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    isLooped: false,
    ...(hasFields ? { fields } : {}),
  };
}
