/** What frames every page of administrators. */
export const shell = {
  menu: {
    label: 'Syncline',
    dashboard: 'Dashboard',
    runs: 'Runs',
    items: 'Items',
    conflicts: 'Conflicts',
    verify: 'Verify',
    connections: 'Connections',
    people: 'People and tokens',
    audit: 'Audit',
    system: 'System',
  },
  noRole: 'This page is for administrators',
  noRoleHelp: 'Who administers Jira sees here where everything stands. What concerns an issue is shown in the issue.',
  nowhere: 'There is no such page',
  nowhereHelp:
    'It may have been moved, or it is for people with more rights. The menu has the ways that are open to you.',
  broken: 'This page has broken',
  brokenHelp: 'Nothing is lost. If the server was updated a moment ago, loading the pages again is all it takes.',
  reload: 'Load again',
  cancel: 'Cancel',
} as const;
