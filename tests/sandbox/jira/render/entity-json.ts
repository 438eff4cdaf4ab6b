import type { JsonValue } from '../../../../backend/shared/index.js';
import type { Component, IssueType, LinkType, Option, Project, Status, StatusCategory } from '../site/index.js';
import { avatarUrls } from './user-json.js';
import type { View } from './view.js';

type JsonObject = { [key: string]: JsonValue };

/** An issue type as issues, projects and create metadata show it. */
export function issueTypeJson(type: IssueType, view: View): JsonObject {
  return {
    self: view.self(`issuetype/${type.id}`),
    id: type.id,
    description: type.description,
    iconUrl: `${view.base}/rest/api/2/universal_avatar/view/type/issuetype/avatar/${type.avatarId}?size=medium`,
    name: type.name,
    subtask: type.isSubtask,
    avatarId: type.avatarId,
    hierarchyLevel: type.isSubtask ? -1 : 0,
  };
}

export function statusCategoryJson(category: StatusCategory, view: View): JsonObject {
  return {
    self: view.self(`statuscategory/${category.id}`),
    id: category.id,
    key: category.key,
    colorName: category.colorName,
    name: category.name,
  };
}

export function statusJson(status: Status, view: View): JsonObject {
  return {
    self: view.self(`status/${status.id}`),
    description: '',
    iconUrl: `${view.base}/images/icons/statuses/generic.png`,
    name: status.name,
    id: status.id,
    statusCategory: statusCategoryJson(status.category, view),
  };
}

/** A priority inside an issue. */
export function priorityJson(priority: Option, view: View): JsonObject {
  return {
    self: view.self(`priority/${priority.id}`),
    iconUrl: `${view.base}/images/icons/priorities/${priority.icon}`,
    name: priority.name,
    id: priority.id,
  };
}

/** A priority in a list of priorities, with what only an administrator cares about. */
export function listedPriorityJson(priority: Option, view: View): JsonObject {
  return {
    ...priorityJson(priority, view),
    statusColor: priority.statusColor ?? '',
    description: priority.description ?? '',
    isDefault: priority.id === '3',
  };
}

export function resolutionJson(resolution: Option, view: View): JsonObject {
  return {
    self: view.self(`resolution/${resolution.id}`),
    id: resolution.id,
    description: resolution.description ?? '',
    name: resolution.name,
  };
}

/** A project inside an issue or a list. */
export function projectJson(project: Project, view: View): JsonObject {
  return {
    self: view.self(`project/${project.id}`),
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: 'software',
    simplified: false,
    avatarUrls: avatarUrls(`${view.base}/rest/api/3/universal_avatar/view/type/project/avatar/10416`),
  };
}

export function componentJson(component: Component, view: View): JsonObject {
  return { self: view.self(`component/${component.id}`), id: component.id, name: component.name };
}

/** An option of a custom select field. */
export function optionJson(option: Option, view: View): JsonObject {
  return { self: view.self(`customFieldOption/${option.id}`), value: option.name, id: option.id };
}

export function linkTypeJson(type: LinkType, view: View): JsonObject {
  return {
    id: type.id,
    name: type.name,
    inward: type.inward,
    outward: type.outward,
    self: view.self(`issueLinkType/${type.id}`),
  };
}
