import type { ContainerNeeds, FieldNeed } from '../../sdk/index.js';

/** A permission that the account must hold in a project, or on the site. */
export interface NeededPermission {
  /** Jira's key of it. */
  readonly key: string;
  /** As the permission scheme lists it, in Cloud and Data Center. */
  readonly title: string;
  readonly isGlobal: boolean;
  /** Why, in the words of what the sync does. */
  readonly why: string;
  readonly neededBy: readonly string[];
  /** False: everything goes on without it, but not as well. */
  readonly isNeeded: boolean;
}

/** Fields whose setting asks for a permission of its own beside that to edit. */
const FIELD_PERMISSIONS: readonly (readonly [field: string, key: string, title: string, why: string])[] = [
  ['assignee', 'ASSIGN_ISSUES', 'Assign issues', 'to set the assignee'],
  ['reporter', 'MODIFY_REPORTER', 'Modify reporter', 'to set the reporter'],
  ['duedate', 'SCHEDULE_ISSUES', 'Schedule issues', 'to set the due date'],
  ['fixVersions', 'RESOLVE_ISSUES', 'Resolve issues', 'to set the fix versions'],
  ['resolution', 'RESOLVE_ISSUES', 'Resolve issues', 'to set the resolution'],
  ['security', 'SET_ISSUE_SECURITY', 'Set issue security', 'to set the security level'],
];

/** The least that suffices in this project, and nothing for what no sync does. */
export function neededPermissions(needs: ContainerNeeds): readonly NeededPermission[] {
  const { container, creates, updates, deletes, statuses, comments, fields, neededBy } = needs;
  const found: NeededPermission[] = [];
  const need = (
    key: string,
    title: string,
    why: string,
    by: readonly string[],
    more: Partial<NeededPermission> = {},
  ) => {
    if (by.length > 0) found.push({ key, title, why, neededBy: by, isGlobal: false, isNeeded: true, ...more });
  };
  need('BROWSE_PROJECTS', 'Browse projects', `to read the issues of ${container}`, neededBy);
  need('CREATE_ISSUES', 'Create issues', 'to make partners of new items of the other side', creates);
  need(
    'EDIT_ISSUES',
    'Edit issues',
    'to carry edits, and to keep the mark that an issue is known by',
    union(updates, creates),
  );
  need('TRANSITION_ISSUES', 'Transition issues', 'to carry the status', union(...statuses.map((one) => one.neededBy)));
  for (const [field, key, title, why] of FIELD_PERMISSIONS) {
    const written = fields.find(({ id, onCreate, onUpdate }) => id === field && (onCreate || onUpdate));
    if (!found.some((known) => known.key === key)) need(key, title, why, written?.neededBy ?? []);
  }
  if ((comments?.written.length ?? 0) > 0) {
    need('ADD_COMMENTS', 'Add comments', 'to carry comments', neededBy);
    need('EDIT_OWN_COMMENTS', 'Edit own comments', 'to keep the mark that a comment is known by', neededBy, {
      isNeeded: false,
    });
  }
  need('DELETE_ISSUES', 'Delete issues', 'to delete what is deleted on the other side', deletes);
  if (deletes.length === 0) {
    const why =
      'to take away a double that Jira made of a request which was given up; without it, it is named and left';
    need('DELETE_ISSUES', 'Delete issues', why, creates, { isNeeded: false });
  }
  return found;
}

/** On the whole site: to find the people of user fields. Without it Jira answers searches for people with nobody. */
export function neededGlobalPermissions(needs: readonly ContainerNeeds[]): readonly NeededPermission[] {
  const written = needs.flatMap(({ fields }) => fields.filter(({ onCreate, onUpdate }) => onCreate || onUpdate));
  const neededBy = union(...written.filter(isPerson).map((field) => field.neededBy));
  if (neededBy.length === 0) return [];
  return [
    {
      key: 'USER_PICKER',
      title: 'Browse users and groups',
      isGlobal: true,
      why: 'to find people by e-mail or name',
      neededBy,
      isNeeded: true,
    },
  ];
}

/** Whether the field holds people. */
export function isPerson({ id, kind }: FieldNeed): boolean {
  return kind === null ? id === 'assignee' || id === 'reporter' : kind === 'user' || kind === 'users';
}

function union(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}
