import type { ConnectionStatus, IntegrationStatus, RunSummary, Status } from '../../application/index.js';
import { licenceFault, wayToResume } from '../../licences/index.js';
import { type Colours, counted, formatCount, formatMoment, formatTable } from '../terminal/index.js';

/** Where things stand, for a person. */
export function formatStatus(
  status: Status,
  colours: Colours,
  { isDetailed }: { readonly isDetailed: boolean },
): string {
  const { bold, dim, red } = colours;
  const parts: string[] = [];
  if (status.pausedReason !== null) parts.push(red(`Everything is paused: ${status.pausedReason}`));
  const licence = licenceLine(status, colours);
  if (licence !== null) parts.push(licence);
  if (status.connections.length === 0) {
    return 'Nothing is configured yet: write a syncline.yaml and apply it with syncline apply -f syncline.yaml\n';
  }
  if (!isDetailed) {
    parts.push(
      `${bold('Connections')}\n${formatTable(
        CONNECTION_HEADINGS.map(dim),
        status.connections.map((each) => connectionRow(each, colours)),
      )}`,
    );
  }
  const rows = status.integrations.map((each) => integrationRow(each, colours));
  if (rows.length > 0) parts.push(`${bold('Integrations')}\n${formatTable(INTEGRATION_HEADINGS.map(dim), rows)}`);
  const notes = isDetailed ? [] : connectionNotes(status, colours);
  if (notes.length > 0) parts.push(notes.join('\n'));
  for (const integration of status.integrations) {
    const lines = details(integration, colours, isDetailed);
    if (lines.length > 0) parts.push(`${bold(integration.name)}\n${lines.map((line) => `  ${line}`).join('\n')}`);
  }
  parts.push(
    dim(
      status.workers > 0
        ? `${counted(status.workers, 'worker')} at work.`
        : 'No worker is there; start one with syncline serve, or run one with syncline sync NAME --wait.',
    ),
  );
  return `${parts.join('\n\n')}\n`;
}

/** What is wrong with the licence, and what comes of it; null where nothing is. */
function licenceLine({ licence }: Status, { red, yellow }: Colours): string | null {
  if (licence === null || (licence.mayChange && licence.graceEndsAt === null)) return null;
  if (!licence.mayRun) return red(`Licence: ${licenceFault(licence)}; integrations are paused until there is one`);
  const until = licence.graceEndsAt === null ? '' : ` until ${formatMoment(licence.graceEndsAt)}`;
  if (!licence.mayChange) return red(`Licence: ${licenceFault(licence)}; integrations run${until}`);
  return yellow(`Licence: nobody has said yet whether there is one; everything works${until}`);
}

const CONNECTION_HEADINGS = ['name', 'connector', 'state', 'site', 'address'];
const INTEGRATION_HEADINGS = ['name', 'state', 'linked', 'held', 'failed', 'waiting', 'last run'];

function connectionRow({ name, connector, state, site, url, outage }: ConnectionStatus, colours: Colours): string[] {
  const { green, red, dim } = colours;
  const shown = state === 'paused' ? red(state) : outage === null ? green(state) : red('no answer');
  return [name, connector, shown, site ?? dim('not asked yet'), url];
}

/** Which connections are paused or do not answer, and what an administrator should see to. */
function connectionNotes({ connections, warnings }: Status, { red, yellow }: Colours): string[] {
  return [
    ...connections.flatMap(({ name, outage }) =>
      outage === null
        ? []
        : [
            red(
              `${name} has not answered since ${formatMoment(outage.since)}: ${outage.problem}; asked again ${formatMoment(outage.retryAt)}`,
            ),
          ],
    ),
    ...[...warnings, ...connections.flatMap((connection) => connection.warnings)].map(({ message, fix, since }) =>
      yellow(`${message} (since ${formatMoment(since)}): ${fix}`),
    ),
  ];
}

function integrationRow(integration: IntegrationStatus, colours: Colours): string[] {
  const { name, links, conflicts, failed, waiting, lastRun, kind } = integration;
  const { dim, yellow, red } = colours;
  if (kind !== 'sync') return [name, dim(`a ${kind}; runs in a later version`)];
  return [
    name,
    stateOf(integration, colours),
    formatCount(links),
    conflicts > 0 ? yellow(formatCount(conflicts)) : '0',
    failed > 0 ? red(formatCount(failed)) : '0',
    formatCount(waiting),
    lastRun === null ? dim('never') : describeRun(lastRun),
  ];
}

function stateOf({ enabled, state, onboardedAt, activeRuns }: IntegrationStatus, { green, yellow, red, dim }: Colours) {
  if (!enabled) return dim('not enabled');
  if (state === 'paused') return red('paused');
  const modes = activeRuns.map(({ mode }) => mode);
  if (modes.length > 0) return green(`running (${modes.join(', ')})`);
  return onboardedAt === null ? yellow('not onboarded') : green('in step');
}

function describeRun({ mode, state, finishedAt }: RunSummary): string {
  return `${mode} ${state}${finishedAt === null ? '' : ` ${formatMoment(finishedAt)}`}`;
}

function details(integration: IntegrationStatus, { red, yellow, dim }: Colours, isDetailed: boolean): string[] {
  const { name, pausedReason, lastRun, problems, conflicts, kind, onboardedAt, enabled } = integration;
  const lines: string[] = [];
  if (pausedReason !== null) lines.push(red(`paused: ${pausedReason}; ${wayToResume(name, pausedReason)}`));
  if (lastRun?.problem != null) lines.push(red(`last run ${lastRun.state}: ${lastRun.problem}`));
  for (const { item, problem } of isDetailed ? problems : problems.slice(0, 3))
    lines.push(yellow(`${item}: ${problem}`));
  if (conflicts > 0) lines.push(`${counted(conflicts, 'field')} held: syncline conflicts ${name}`);
  if (kind === 'sync' && enabled && onboardedAt === null) {
    lines.push(dim(`take over what exists already: syncline sync ${name} --onboarding --wait`));
  }
  if (!isDetailed || kind !== 'sync') return lines;
  if (onboardedAt !== null) lines.push(dim(`onboarded ${formatMoment(onboardedAt)}`));
  if (integration.nextRunAt !== null) lines.push(dim(`next poll ${formatMoment(integration.nextRunAt)}`));
  lines.push(dim(`mapping version ${integration.mappingVersion}`));
  return lines;
}
