import { type Application, readStatus, type Status } from '../../application/index.js';
import { type Colours, counted } from '../terminal/index.js';

/** Where the server listens. */
export interface Address {
  readonly url: string;
  /** The first administrator's token, when this start has made it; it is shown now and never again. */
  readonly token: string | null;
  /** Where the first administrator chooses a name and a password; likewise. */
  readonly setup: string | null;
}

/** The first lines of the server: where it is, what it works on, and what to do next. */
export async function welcome(
  application: Application,
  {
    version,
    address,
    colours,
  }: { readonly version: string; readonly address: Address | null; readonly colours: Colours },
): Promise<string> {
  const { database, databaseDescription } = application;
  const status = await database.transaction('read status', (transaction) => readStatus(transaction, application));
  const { bold, dim, cyan } = colours;
  const lines = [
    bold(`Syncline ${version} is running.`),
    ...(address === null ? [] : [`  ${dim('address ')}  ${cyan(address.url)}  (/api/v1, /metrics, /healthz, /readyz)`]),
    ...(address?.setup == null
      ? []
      : [`  ${dim('set up  ')}  ${cyan(address.setup)}  (once, to sign in with a name and a password)`]),
    ...(address?.token == null ? [] : [`  ${dim('token   ')}  ${address.token}  (for /api/v1; shown this once)`]),
    `  ${dim('database')}  ${databaseDescription}`,
    `  ${dim('work    ')}  ${describeWork(status)}`,
    `  ${dim('next    ')}  ${nextStep(status)}`,
    dim('Ctrl-C stops it; nothing is lost.'),
  ];
  return `${lines.join('\n')}\n`;
}

function describeWork({ connections, integrations, pausedReason }: Status): string {
  if (pausedReason !== null) return `everything is paused: ${pausedReason}`;
  if (integrations.length === 0) return 'nothing is configured yet';
  const paused = integrations.filter(({ state }) => state === 'paused').length;
  return `${counted(integrations.length, 'integration')} over ${counted(connections.length, 'connection')}${paused > 0 ? `, ${paused} paused` : ''}`;
}

function nextStep({ integrations, pausedReason, connections }: Status): string {
  if (pausedReason !== null) return 'npx syncline resume --all, if this is where it shall run';
  if (integrations.length === 0)
    return 'sign in and choose Set up, or write a syncline.yaml and run: npx syncline apply -f syncline.yaml';
  const paused = connections.find(({ state }) => state === 'paused');
  if (paused !== undefined) return `npx syncline status; connection ${paused.name} is paused`;
  const fresh = integrations.find(
    ({ kind, enabled, onboardedAt }) => kind === 'sync' && enabled && onboardedAt === null,
  );
  if (fresh !== undefined) return `npx syncline sync ${fresh.name} --onboarding takes over what exists already`;
  return 'npx syncline status shows where things stand';
}
