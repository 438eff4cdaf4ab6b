import type { JsonValue } from '../../../../backend/shared/index.js';
import { behaviourOf } from '../fields/index.js';
import type { Field, Project } from '../site/index.js';
import { issueTypeJson, projectJson } from './entity-json.js';
import type { View } from './view.js';

/** A field as create, edit and transition metadata describe it. */
export function fieldMetadataJson(field: Field, project: Project, view: View): { [key: string]: JsonValue } {
  const allowed = allowedValues(field, project, view);
  return {
    required: field.isRequired,
    schema: schemaJson(field),
    name: field.name,
    key: field.id,
    hasDefaultValue: field.kind === 'priority' || field.id === 'reporter',
    operations: operationsOf(field),
    ...(field.kind === 'user'
      ? { autoCompleteUrl: view.self(`user/recommend?context=${field.id}&issueKey=&query=`) }
      : {}),
    ...(allowed === undefined ? {} : { allowedValues: allowed }),
  };
}

export function schemaJson(field: Field): JsonValue {
  return { ...field.schema } as { readonly [key: string]: JsonValue };
}

function operationsOf(field: Field): JsonValue {
  if (field.kind === 'issuetype' || field.kind === 'project') return ['set'];
  const behaviour = behaviourOf(field.kind);
  if (behaviour === undefined) return [];
  return behaviour.verbs.length > 1 ? ['add', 'set', 'remove'] : ['set'];
}

function allowedValues(field: Field, project: Project, view: View): JsonValue[] | undefined {
  if (field.kind === 'project') return [projectJson(project, view)];
  if (field.kind === 'issuetype') {
    return project.issueTypeIds.flatMap((id) => {
      const type = view.directory.issueType(id);
      return type === undefined ? [] : [issueTypeJson(type, view)];
    });
  }
  return behaviourOf(field.kind)?.allowedValues?.(field, project, view);
}
