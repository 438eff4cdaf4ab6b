/** Every page of administrators that shows what is there, by its address; in braces whose. */
export const PLACES: readonly string[] = [
  '/',
  '/conflicts',
  '/conflicts/{conflict}',
  '/items',
  '/items/{link}',
  '/runs',
  '/runs/{run}',
  '/verify',
  '/setup',
  '/connections',
  '/connections/jira',
  '/integrations/incidents/mapping',
  '/people',
  '/audit',
  '/system',
];
