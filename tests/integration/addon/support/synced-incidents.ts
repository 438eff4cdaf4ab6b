import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { runCommand } from '../../../../backend/commands/index.js';
import { type ServedSandbox, seededRandom, serve } from '../../../sandbox/http/index.js';
import { ServiceNowSandbox } from '../../../sandbox/servicenow/index.js';
import { silentTerminal } from '../../../support/silent-terminal.js';
import type { AddonBench } from './addon-bench.js';

/** A ServiceNow beside the Jira of a bench, and the commands by which an operator keeps both in step. */
export interface SyncedIncidents {
  readonly serviceNow: ServiceNowSandbox;
  /** @param settings lines below the integration, indented by four. @throws when a command does not end with 0 or 1 */
  onboard(settings?: string): Promise<void>;
  sync(): Promise<void>;
}

/** One for each test of a file. */
export function syncedIncidents(bench: AddonBench): SyncedIncidents {
  let serviceNow: ServiceNowSandbox;
  let served: ServedSandbox;
  let home: string;
  beforeEach(async () => {
    serviceNow = new ServiceNowSandbox({ clock: bench.clock, random: seededRandom(2) });
    served = await serve(serviceNow);
    home = await mkdtemp(join(tmpdir(), 'syncline-panel-'));
    return async () => undefined;
  });
  afterEach(async () => {
    await served.close();
    await rm(home, { recursive: true });
  });
  const run = async (...words: readonly string[]) => {
    const terminal = silentTerminal();
    const environment = {
      ...{ DATABASE_URL: bench.application.databaseUrl, SYNCLINE_HOME: bench.application.settings.home },
      ...{ JIRA_TOKEN: 'sync-token', SERVICENOW_PASSWORD: 'syncline' },
    };
    const signal = new AbortController().signal;
    const code = await runCommand({ words, environment, terminal, version: '0.0.0', signal });
    if (code > 1) throw new Error(`${words.join(' ')} ended with ${code}: ${terminal.notes.join('\n')}`);
  };
  return {
    get serviceNow() {
      return serviceNow;
    },
    async onboard(settings = '') {
      const file = join(home, 'syncline.yaml');
      await writeFile(file, configuration({ jiraUrl: bench.host.site.baseUrl, serviceNowUrl: served.url, settings }));
      await run('apply', '-f', file);
      await run('sync', 'incidents', '--onboarding', '--wait');
    },
    sync: () => run('sync', 'incidents', '--wait'),
  };
}

function configuration(parts: { readonly jiraUrl: string; readonly serviceNowUrl: string; readonly settings: string }) {
  return `version: 1
connections:
  jira:
    connector: jira
    url: ${parts.jiraUrl}
    auth: { kind: basic, username: sync@example.com, password: "\${JIRA_TOKEN}" }
  service-now:
    connector: servicenow
    url: ${parts.serviceNowUrl}
    auth: { kind: basic, username: syncline, password: "\${SERVICENOW_PASSWORD}" }
integrations:
  incidents:
    kind: sync
    delay: 60s
${parts.settings}
    left: { connection: jira, project: BENCH, filter: 'labels is not EMPTY and (priority = High or priority = Highest) and summary ~ "fire"' }
    right: { connection: service-now, table: incident }
    items:
      - left: Task
        right: incident
        onCreate: { right: { caller_id: alice } }
        fields:
          - [summary, short_description]
          - { left: priority, right: priority, values: { Highest: "1", High: "2", Medium: "3", Low: "4", Lowest: "5" } }
          - { right: correlation_id, toRight: item.key, direction: right }
`;
}
