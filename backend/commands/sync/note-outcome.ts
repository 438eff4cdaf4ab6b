import { type Application, readStatus } from '../../application/index.js';
import type { Integration } from '../../integrations/index.js';
import type { Run } from '../../runs/index.js';
import type { CommandContext } from '../command-context.js';
import { counted, formatCount, formatSeconds } from '../terminal/index.js';
import type { SyncReport } from './sync-report.js';

/** Tells a person how it ended, what waits for them and what to do about it. */
export async function noteOutcome(
  { terminal }: CommandContext,
  application: Application,
  {
    integration,
    report,
    runs,
  }: { readonly integration: Integration; readonly report: SyncReport; readonly runs: readonly Run[] },
): Promise<void> {
  const { bold, green, red, yellow } = terminal.noteColours;
  const colour = report.state === 'finished' ? green : red;
  const calls = Object.entries(report.calls).map(
    ([connection, { reads, writes }]) => `${connection} ${formatCount(reads)} reads, ${formatCount(writes)} writes`,
  );
  terminal.note(
    `${bold(integration.name)} ${colour(report.state)} in ${formatSeconds(report.seconds)}: ` +
      `${formatCount(report.created)} created, ${formatCount(report.updated)} updated, ${formatCount(report.skipped)} skipped, ` +
      `${formatCount(report.held)} held, ${formatCount(report.failed)} failed`,
  );
  if (calls.length > 0) terminal.note(`calls: ${calls.join('; ')}`);
  for (const { mode, state, error } of runs) {
    if (error === null) continue;
    terminal.note(state === 'finished' ? yellow(error.message) : red(`${mode} run ${state}: ${error.message}`));
  }
  const { integrations, connections } = await application.database.transaction('read status', (transaction) =>
    readStatus(transaction, application, integration.name),
  );
  const used = [integration.definition.left.connection, integration.definition.right.connection];
  for (const { name, state, pausedReason } of connections) {
    if (state !== 'paused' || !used.includes(name)) continue;
    terminal.note(red(`connection ${name} is paused: ${pausedReason ?? 'by hand'}`));
    terminal.note(`mend what it says, apply the file again where \`auth\` changed, then: syncline resume ${name}`);
  }
  const status = integrations[0];
  for (const { item, problem } of status?.problems ?? []) terminal.note(yellow(`${item}: ${problem}`));
  if (status !== undefined && status.conflicts > 0) {
    terminal.note(`${counted(status.conflicts, 'field')} held: syncline conflicts ${integration.name}`);
  }
}
