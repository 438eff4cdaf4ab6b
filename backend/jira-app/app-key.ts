/** By which Jira knows the app: the key of `atlassian-connect.json`. */
export const APP_KEY = 'com.syncline.jira';
