import { invokeRemote, view } from '@forge/bridge';
import { UnreachableError } from '../api/problem-error.js';
import { followJiraTheme } from '../look/theme.js';
import type { Host, HostAnswer, HostRequest, ShownIssue } from './host.js';

type Method = Parameters<typeof invokeRemote>[0]['method'];

/** Jira Cloud shows the page by Forge: Atlassian's cloud passes requests on, with an invocation token of its own. */
export class ForgeHost implements Host {
  readonly kind = 'forge';

  async send({ method, path, body }: HostRequest): Promise<HostAnswer> {
    try {
      const request = { method: method as Method, path, ...(body !== undefined && { body }) };
      const { status, body: answered } = await invokeRemote(request);
      return { status, body: answered };
    } catch (error) {
      throw new UnreachableError('the server cannot be reached from Jira', { cause: error });
    }
  }

  lines(): null {
    return null;
  }

  async shownIssue(): Promise<ShownIssue | null> {
    const { extension } = await view.getContext();
    const { issue } = extension as { readonly issue?: ShownIssue };
    return issue ?? null;
  }

  applyTheme(): Promise<void> {
    return followJiraTheme(() => view.theme.enable());
  }
}
