import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type CheckResult, check, formatResult } from '../checker/index.js';
import { seededRandom } from '../sandbox/http/index.js';
import { createIssueField } from '../support/redmine-admin.js';
import { RedminePerson } from '../support/redmine-person.js';
import { startRedmine } from '../support/redmine-server.js';
import { createInstallation } from './installation.js';
import { heldFields, resumePaused, settle } from './operator.js';
import { redmineConfiguration } from './redmine-configuration.js';
import { type EditCounts, editSomething } from './redmine-edits.js';
import { startTools } from './tools/tools.js';

export interface RedmineTrialOptions {
  /** The built `backend/main.js`. */
  readonly program: string;
  readonly items: number;
  readonly minutes: number;
  readonly seed: number;
  readonly secondsPerKill: number;
  readonly editsPerSecond: number;
  /** Folder for the servers' words, Jira's log and, when something was found, the installation's home; null keeps nothing. */
  readonly keepIn: string | null;
  /** Told what happens. */
  readonly say: (line: string) => void;
}

export interface RedmineTrialResult {
  readonly edits: EditCounts;
  readonly kills: number;
  readonly conflicts: number;
  readonly check: CheckResult;
  readonly seconds: number;
}

/**
 * Redmine renders the mails about an edit in threads beside the requests, and its Markdown library (redcarpet 3.5) is not made for
 * that: sooner or later an assertion in it ends the whole server.
 */
const WITHOUT_MAIL = `delete from settings where name = 'notified_events';
insert into settings (name, value, updated_on) values ('notified_events', '--- []', datetime('now'));`;

/** A request that was given up has landed after this. */
const LANDED_MS = 5_000;

/** People on both sides and a kill of everything now and then, beside a server that works; then peace, and the checker. */
export async function redmineTrial(options: RedmineTrialOptions): Promise<RedmineTrialResult> {
  const { program, items, minutes, seed, secondsPerKill, editsPerSecond, keepIn, say } = options;
  const since = performance.now();
  const elapsed = () => (performance.now() - since) / 1000;
  const random = seededRandom(seed);
  const redmine = await startRedmine();
  await redmine.sql(WITHOUT_MAIL);
  const tools = await startTools({ seed, logFile: keepIn === null ? undefined : join(keepIn, 'tools.log') });
  const markField = `cf_${await createIssueField(redmine, { name: 'Syncline', isFilter: true })}`;
  const configuration = redmineConfiguration({ jiraUrl: tools.jiraUrl, redmineUrl: redmine.url, markField });
  const environment = { JIRA_TOKEN: 'sync-token', REDMINE_PASSWORD: redmine.passwords.sync };
  const installation = await createInstallation({ program, configuration, environment });
  const alice = new RedminePerson(redmine, 'alice');
  let isClean = false;
  try {
    for (let number = 1; number <= items; number += 1) {
      if (number % 2 === 0) await alice.create({ subject: `Bug ${number}`, description: `Line ${number}\nand more` });
      else await tools.control('createIssue', { project: 'BENCH', summary: `Task ${number}`, labels: ['red'] });
    }
    await installation.run(['apply', '-f', installation.configurationFile]);
    await installation.run(['sync', 'incidents', '--onboarding', '--wait']);
    say(`onboarded ${items} items after ${elapsed().toFixed(0)} s`);
    const edits: EditCounts = { jira: 0, redmine: 0, created: 0, comments: 0, refused: 0 };
    const end = elapsed() + minutes * 60;
    let kills = 0;
    for (let number = 1; elapsed() < end; ) {
      const server = installation.start(['serve', '--port', '0']);
      const over = new AbortController();
      const ended = server.ended.finally(() => over.abort());
      const killAt = Math.min(elapsed() + secondsPerKill * (0.7 + 0.6 * random()), end);
      for (; elapsed() < killAt; number += 1) {
        if (over.signal.aborted) throw new Error(`the server ended by itself:\n${(await ended).stderr}`);
        await editSomething(tools, alice, { random, number, counts: edits });
        await delay((1000 / editsPerSecond) * 2 * random());
      }
      await installation.kill(server);
      kills += 1;
      await resumePaused(installation);
      say(`${elapsed().toFixed(0)} s: kill ${kills}, ${number - 1} edits`);
      if (keepIn !== null) await appendFile(join(keepIn, 'server.log'), (await ended).stderr);
    }
    await delay(LANDED_MS);
    await settle(installation, say);
    const held = await heldFields(installation);
    const result = await check({
      definition: configuration,
      integration: 'incidents',
      jira: { url: tools.jiraUrl, username: 'admin@example.com', password: 'admin-token' },
      redmine: { url: redmine.url, username: 'admin', password: redmine.passwords.admin },
      held,
    });
    say(formatResult(result));
    isClean = result.findings.length === 0;
    return { edits, kills, conflicts: held.length, check: result, seconds: elapsed() };
  } finally {
    const keepsHome = keepIn !== null && !isClean;
    await installation.remove({ keepsHome });
    if (keepsHome) say(`kept: ${installation.home}`);
    await tools.stop();
    await redmine.stop();
  }
}
