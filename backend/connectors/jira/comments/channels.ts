import type { CommentChannel } from '../../sdk/index.js';

/** Comments that the customers of a service project read, and all comments elsewhere. */
export const PUBLIC = 'public';
/** Comments for the people who work in the project, or for a role or group. */
export const INTERNAL = 'internal';

const SERVICE_DESK = 'service_desk';

/** The entity property that makes a comment internal when it is created; Jira Service Management reads it. */
export const INTERNAL_PROPERTY = 'sd.public.comment';

/** Whether comments of a project may be internal; a type that is not said counts as one where they may. */
export function mayHoldInternal(projectType: string | undefined): boolean {
  return projectType === undefined || projectType === SERVICE_DESK;
}

/** Only a service project keeps internal comments from its customers. */
export function commentChannels(projectType: string | undefined): readonly CommentChannel[] {
  return [
    { id: PUBLIC, internal: false, kept: true },
    { id: INTERNAL, internal: true, kept: projectType === SERVICE_DESK },
  ];
}
