export { dataCenterBuild } from './data-center-build.js';
export { type DescribedJira, describeJira } from './describe-jira.js';
export { readJiraUrl } from './jira-url.js';
export { type LicenceQuestion, readUpmLicence } from './read-licence.js';
