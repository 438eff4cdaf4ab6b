import type { JsonValue } from '../../../../backend/shared/index.js';
import { empty, json } from '../../http/index.js';
import { removeIssueProperty, replaceComment, setIssueProperty } from '../issues/index.js';
import { demand, may, projectOf, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { type Endpoint, type Exchange, parameter } from './exchange.js';

const LONGEST_VALUE = 32_768;
const NO_EDIT = 'You do not have permission to edit issues in this project.';

/** An issue or a comment as something that carries properties. */
interface Entity {
  readonly path: string;
  readonly properties: Readonly<Record<string, JsonValue>>;
  readonly set: (key: string, value: JsonValue) => void;
  readonly remove: (key: string) => void;
}

export const entityPropertyEndpoints: readonly Endpoint[] = [
  ...endpointsOf('/issue/{issueIdOrKey}/properties', 'Issue', issueEntity),
  ...endpointsOf('/comment/{commentId}/properties', 'Comment', commentEntity),
];

function endpointsOf(
  path: string,
  name: string,
  entityOf: (exchange: Exchange, isWrite: boolean) => Entity,
): Endpoint[] {
  return [
    {
      method: 'GET',
      path,
      operation: `get${name}PropertyKeys`,
      isWrite: false,
      answer(exchange) {
        const entity = entityOf(exchange, false);
        const keys = Object.keys(entity.properties);
        const self = (key: string) => exchange.view.self(`${entity.path}/properties/${encodeURIComponent(key)}`);
        return json(200, { keys: keys.map((key) => ({ key, self: self(key) })) });
      },
    },
    {
      method: 'GET',
      path: `${path}/{propertyKey}`,
      operation: `get${name}Property`,
      isWrite: false,
      answer(exchange) {
        const key = existingKey(exchange, entityOf(exchange, false));
        return json(200, { key, value: entityOf(exchange, false).properties[key] });
      },
    },
    {
      method: 'PUT',
      path: `${path}/{propertyKey}`,
      operation: `set${name}Property`,
      isWrite: true,
      answer(exchange) {
        const entity = entityOf(exchange, true);
        const key = parameter(exchange, 'propertyKey');
        const isNew = !(key in entity.properties);
        entity.set(key, readValue(exchange));
        return json(isNew ? 201 : 200, {});
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{propertyKey}`,
      operation: `delete${name}Property`,
      isWrite: true,
      answer(exchange) {
        const entity = entityOf(exchange, true);
        entity.remove(existingKey(exchange, entity));
        return empty();
      },
    },
  ];
}

function issueEntity(exchange: Exchange, isWrite: boolean): Entity {
  const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
  if (isWrite) demand(exchange, 'EDIT_ISSUES', record, NO_EDIT);
  return {
    path: `issue/${record.id}`,
    properties: record.properties,
    set: (key, value) => void setIssueProperty(exchange, record, key, value),
    remove: (key) => void removeIssueProperty(exchange, record, key),
  };
}

function commentEntity(exchange: Exchange, isWrite: boolean): Entity {
  const { state, account } = exchange;
  const id = Number(parameter(exchange, 'commentId'));
  const record = state.store.owner('comment', id);
  const comment = record?.comments.find((candidate) => candidate.id === id);
  if (
    record === undefined ||
    comment === undefined ||
    !may(state, account, 'BROWSE_PROJECTS', projectOf(state, record))
  ) {
    throw new JiraRefusal(404, [`Can not find a comment for the id: ${id}.`]);
  }
  if (isWrite) demand(exchange, 'EDIT_ISSUES', record, NO_EDIT);
  return {
    path: `comment/${id}`,
    properties: comment.properties,
    set: (key, value) =>
      replaceComment(exchange, record, { ...comment, properties: { ...comment.properties, [key]: value } }),
    remove(key) {
      const { [key]: _removed, ...properties } = comment.properties;
      replaceComment(exchange, record, { ...comment, properties });
    },
  };
}

function existingKey(exchange: Exchange, { properties }: Entity): string {
  const key = parameter(exchange, 'propertyKey');
  if (!(key in properties)) throw new JiraRefusal(404, [`The property with key '${key}' does not exist.`]);
  return key;
}

function readValue({ request }: Exchange): JsonValue {
  const text = (request.body ?? Buffer.alloc(0)).toString('utf8');
  if (text.length > LONGEST_VALUE)
    throw new JiraRefusal(400, [`The property value exceeds ${LONGEST_VALUE} characters.`]);
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) throw new JiraRefusal(400, ['The property value must be valid, non-empty JSON.']);
    throw error;
  }
}
