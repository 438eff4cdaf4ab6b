/** What Jira Data Center calls the app, in its lists and in the addresses of its parts. It never changes: another key is another app. */
export const PLUGIN_KEY = 'app.syncline.jira';
