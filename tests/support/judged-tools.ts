import { isDropped, type SandboxClock, type SandboxHandler, type SandboxRandom } from '../sandbox/http/index.js';
import { JiraSandbox } from '../sandbox/jira/index.js';
import { type JudgedTool, judge } from './contract-check.js';
import { truthDirectory } from './truth.js';

/** Simulated tools whose every request of ours that they take is held against the tool's own API description. */
export interface JudgedTools {
  readonly handlers: Readonly<Record<JudgedTool, SandboxHandler>>;
  /** @throws with all requests so far that a description does not allow */
  assertAllowed(): void;
}

/** Judges both tools, where the descriptions are on this machine; elsewhere it lets everything pass. */
export async function judgeTools(handlers: Readonly<Record<JudgedTool, SandboxHandler>>): Promise<JudgedTools> {
  if (truthDirectory() === undefined) return { handlers, assertAllowed: () => undefined };
  const judges = { jira: await judge('jira'), servicenow: await judge('servicenow') };
  const asked = (tool: JudgedTool): SandboxHandler => ({
    async handle(request) {
      const outcome = await handlers[tool].handle(request);
      // What the simulator refuses as the tool would has its answer already, and the test knows of it.
      if (isDropped(outcome) || outcome.status < 400) judges[tool].check({ request });
      return outcome;
    },
  });
  return {
    handlers: { jira: asked('jira'), servicenow: asked('servicenow') },
    assertAllowed() {
      const errors = Object.values(judges).flatMap((by) => by.errors('request'));
      if (errors.length > 0)
        throw new Error(`requests that the tool's description does not allow:\n${errors.join('\n')}`);
    },
  };
}

/** A Data Center whose every request of ours is held against the description of its API. */
export async function judgedDataCenter(parts: { readonly clock: SandboxClock; readonly random: SandboxRandom }) {
  const sandbox = new JiraSandbox({ ...parts, site: { deployment: 'datacenter' } });
  const by = truthDirectory() === undefined ? null : await judge('jira-datacenter');
  const handler: SandboxHandler = {
    handle(request) {
      by?.check({ request });
      return sandbox.handle(request);
    },
  };
  return {
    sandbox,
    handler,
    /** @throws with all requests so far that the description does not allow */
    assertAllowed() {
      const errors = by?.errors('request') ?? [];
      if (errors.length > 0)
        throw new Error(`requests that Data Center's description does not allow:\n${errors.join('\n')}`);
    },
  };
}
