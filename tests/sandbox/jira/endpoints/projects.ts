import type { JsonValue } from '../../../../backend/shared/index.js';
import { json } from '../../http/index.js';
import { may } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { componentJson, issueTypeJson, projectJson, statusJson, userByIdJson } from '../render/index.js';
import type { Project } from '../site/index.js';
import { type Endpoint, type Exchange, listParameter, parameter } from './exchange.js';
import { offsetPage, pageJson } from './offset-page.js';

const EXPANDABLE = 'description,lead,issueTypes,url,projectKeys,permissions,insight';

export const projectEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/project/search',
    operation: 'searchProjects',
    isWrite: false,
    answer(exchange) {
      const { state, account, query } = exchange;
      const keys = listParameter(query, 'keys');
      const ids = listParameter(query, 'id');
      const text = query.get('query')?.toLowerCase() ?? '';
      const found = state.directory.site.projects
        .filter((project) => may(state, account, 'BROWSE_PROJECTS', project))
        .filter(({ key }) => keys.length === 0 || keys.includes(key))
        .filter(({ id }) => ids.length === 0 || ids.includes(id))
        .filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(text))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
      return json(
        200,
        pageJson(exchange, offsetPage(exchange, found), (project) => listedProjectJson(exchange, project)),
      );
    },
  },
  {
    method: 'GET',
    path: '/project/{projectIdOrKey}',
    operation: 'getProject',
    isWrite: false,
    answer(exchange) {
      const project = seenProject(exchange);
      const { view } = exchange;
      return json(200, {
        ...listedProjectJson(exchange, project),
        description: project.description,
        lead: userByIdJson(project.leadAccountId, view),
        components: project.components.map((component) => componentJson(component, view)),
        issueTypes: project.issueTypeIds.flatMap((id) => {
          const type = exchange.state.directory.issueType(id);
          return type === undefined ? [] : [issueTypeJson(type, view)];
        }),
        assigneeType: 'UNASSIGNED',
        versions: [],
        roles: {},
      });
    },
  },
  {
    method: 'GET',
    path: '/project/{projectIdOrKey}/statuses',
    operation: 'getAllStatuses',
    isWrite: false,
    answer(exchange) {
      const project = seenProject(exchange);
      const { directory } = exchange.state;
      const reachable = new Set(directory.workflow(project).transitions.map(({ to }) => to));
      const statuses = directory.site.statuses.filter(({ id }) => reachable.has(id));
      const types = project.issueTypeIds.flatMap((id) => directory.issueType(id) ?? []);
      return json(
        200,
        types.map((type) => ({
          self: exchange.view.self(`issuetype/${type.id}`),
          id: type.id,
          name: type.name,
          subtask: type.isSubtask,
          statuses: statuses.map((status) => statusJson(status, exchange.view)),
        })),
      );
    },
  },
  {
    method: 'GET',
    path: '/project/{projectIdOrKey}/components',
    operation: 'getProjectComponents',
    isWrite: false,
    answer(exchange) {
      const project = seenProject(exchange);
      return json(
        200,
        project.components.map((component) => ({
          ...componentJson(component, exchange.view),
          project: project.key,
          projectId: Number(project.id),
          isAssigneeTypeValid: false,
        })),
      );
    },
  },
];

/** @throws JiraRefusal 404, for absent and for unseen projects alike */
function seenProject(exchange: Exchange): Project {
  const { state, account } = exchange;
  const asked = parameter(exchange, 'projectIdOrKey');
  const project = state.directory.project(asked);
  if (project === undefined || !may(state, account, 'BROWSE_PROJECTS', project)) {
    const word = /^\d+$/.test(asked) ? 'id' : 'key';
    throw new JiraRefusal(404, [`No project could be found with ${word} '${asked}'.`]);
  }
  return project;
}

function listedProjectJson({ view }: Exchange, project: Project): { [key: string]: JsonValue } {
  return { expand: EXPANDABLE, ...projectJson(project, view), style: 'classic', isPrivate: false, properties: {} };
}
