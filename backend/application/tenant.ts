/** What sealed secrets are bound to besides what they belong to, until one server serves several customers. */
export const TENANT = 'default';
