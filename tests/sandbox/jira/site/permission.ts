/** Project permissions by Jira's keys, with id, name and description as `mypermissions` gives them. */
export const PROJECT_PERMISSIONS = {
  BROWSE_PROJECTS: ['10', 'Browse Projects', 'Ability to browse projects and the issues within them.'],
  CREATE_ISSUES: ['11', 'Create Issues', 'Ability to create issues.'],
  EDIT_ISSUES: ['12', 'Edit Issues', 'Ability to edit issues.'],
  ASSIGN_ISSUES: ['13', 'Assign Issues', 'Ability to assign issues to other people.'],
  RESOLVE_ISSUES: ['14', 'Resolve Issues', 'Ability to resolve and reopen issues.'],
  ADD_COMMENTS: ['15', 'Add Comments', 'Ability to comment on issues.'],
  DELETE_ISSUES: ['16', 'Delete Issues', 'Ability to delete issues.'],
  ASSIGNABLE_USER: ['17', 'Assignable User', 'Users with this permission may be assigned to issues.'],
  CLOSE_ISSUES: ['18', 'Close Issues', 'Ability to close issues.'],
  CREATE_ATTACHMENTS: ['19', 'Create Attachments', 'Users with this permission may create attachments.'],
  WORK_ON_ISSUES: ['20', 'Work On Issues', 'Ability to log work done against an issue.'],
  LINK_ISSUES: ['21', 'Link Issues', 'Ability to link issues together and create linked issues.'],
  ADMINISTER_PROJECTS: ['23', 'Administer Projects', 'Ability to administer a project in Jira.'],
  MOVE_ISSUES: ['25', 'Move Issues', 'Ability to move issues between projects or between workflows.'],
  SET_ISSUE_SECURITY: [
    '26',
    'Set Issue Security',
    'Ability to set the level of security on an issue so that only people in that security level can see the issue.',
  ],
  SCHEDULE_ISSUES: ['28', 'Schedule Issues', "Ability to view or edit an issue's due date."],
  MODIFY_REPORTER: ['30', 'Modify Reporter', 'Ability to modify the reporter when creating or editing an issue.'],
  EDIT_ALL_COMMENTS: ['34', 'Edit All Comments', 'Ability to edit all comments made on issues.'],
  EDIT_OWN_COMMENTS: ['35', 'Edit Own Comments', 'Ability to edit own comments made on issues.'],
  DELETE_ALL_COMMENTS: ['36', 'Delete All Comments', 'Ability to delete all comments made on issues.'],
  DELETE_OWN_COMMENTS: ['37', 'Delete Own Comments', 'Ability to delete own comments made on issues.'],
  DELETE_ALL_ATTACHMENTS: ['38', 'Delete All Attachments', 'Users with this permission may delete all attachments.'],
  DELETE_OWN_ATTACHMENTS: ['39', 'Delete Own Attachments', 'Users with this permission may delete own attachments.'],
  TRANSITION_ISSUES: ['46', 'Transition Issues', 'Ability to transition issues.'],
} as const;

export type Permission = keyof typeof PROJECT_PERMISSIONS;

export const GLOBAL_PERMISSIONS = {
  ADMINISTER: ['0', 'Administer Jira', 'Create and administer projects, issue types, fields, workflows, and schemes.'],
  USER_PICKER: ['27', 'Browse users and groups', 'View and select users or groups from the user picker.'],
  BULK_CHANGE: ['33', 'Make bulk changes', 'Modify collections of issues at once.'],
} as const;

/** Everything a member of a project may do. */
export const MEMBER: readonly Permission[] = Object.keys(PROJECT_PERMISSIONS).filter(
  (key) => key !== 'ADMINISTER_PROJECTS',
) as Permission[];

export const VIEWER: readonly Permission[] = ['BROWSE_PROJECTS'];
