/** The cloud id in an address of the API gateway, `https://api.atlassian.com/ex/jira/<cloudId>`. */
export function gatewayCloudId(url: string): string | null {
  return /\/ex\/jira\/([^/]+)/.exec(url)?.[1] ?? null;
}
