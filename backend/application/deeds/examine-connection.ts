import { recordAudit } from '../../audit/index.js';
import {
  type ConnectionConfiguration,
  type ConnectionDraft,
  FaultyDraftError,
  openSealedCredentials,
  readStored,
  secretsOf,
  toSettings,
} from '../../configuration/index.js';
import { type Connection, findConnection, type Toolbox } from '../../connections/index.js';
import type { GrantFile } from '../../connectors/sdk/index.js';
import {
  type ExaminationStep,
  type ExaminedStep,
  examineOne,
  grantsOf,
  PAGE_REMEDIES,
  survey,
} from '../../doctor/index.js';
import { UnknownNameError } from '../../shared/index.js';
import type { Application } from '../open-application.js';
import { judgeDraft } from './judge-draft.js';

/** What looking at a connection takes. */
type Parts = Pick<
  Application,
  | 'connectors'
  | 'settings'
  | 'clock'
  | 'tenant'
  | 'database'
  | 'toolbox'
  | 'httpPort'
  | 'openDraft'
  | 'secretBox'
  | 'random'
  | 'actor'
>;

/** One step of a look at a stored connection. @throws UnknownNameError */
export async function examineStored(
  parts: Parts,
  name: string,
  step: ExaminationStep,
  signal: AbortSignal,
): Promise<ExaminedStep> {
  const connection = await requireConnection(parts, name);
  return examineOne({ ...parts, remedies: PAGE_REMEDIES }, { connection, isStored: true }, step, signal);
}

/**
 * One step of a look at a connection as it would be. Secrets that the draft does not give are the stored ones. Nothing is kept but that
 * somebody had this address asked.
 * @throws FaultyDraftError naming every faulty member.
 */
export async function examineDraft(
  parts: Parts,
  { name, draft }: { readonly name: string; readonly draft: ConnectionDraft },
  step: ExaminationStep,
  signal: AbortSignal,
): Promise<ExaminedStep> {
  const { configuration, stored } = await judged(parts, name, draft);
  const connection: Connection = {
    id: stored?.id ?? parts.random.uuid(),
    tenant: parts.tenant,
    name,
    connector: configuration.connector,
    settings: toSettings(configuration),
    credentials: null,
    state: 'active',
    pausedReason: null,
    siteId: stored?.siteId ?? null,
    identity: null,
  };
  if (step === 'reach') await recordExamination(parts, connection);
  const opened = parts.openDraft(connection, secretsInClear(parts, configuration, stored));
  const toolbox: Toolbox = {
    open: (each) => (each.id === connection.id ? opened.toolbox : parts.toolbox).open(each),
    forget: (id) => parts.toolbox.forget(id),
  };
  try {
    return await examineOne(
      {
        ...parts,
        remedies: PAGE_REMEDIES,
        toolbox,
        httpPort: (each) => (each.id === connection.id ? opened.httpPort : parts.httpPort(each)),
      },
      { connection, isStored: stored !== null },
      step,
      signal,
    );
  } finally {
    await opened.close();
  }
}

/** Files that grant what the integrations need of a connection, or why there are none. */
export type Grants =
  | { readonly files: readonly GrantFile[]; readonly reason: null }
  | { readonly files: readonly []; readonly reason: string };

/** @throws UnknownNameError */
export async function readGrants(parts: Parts, name: string, signal: AbortSignal): Promise<Grants> {
  const connection = await requireConnection(parts, name);
  const made = await grantsOf(parts, await survey(parts, name, signal), connection, signal);
  return typeof made === 'string' ? { files: [], reason: made } : { files: made, reason: null };
}

async function judged(
  parts: Parts,
  name: string,
  draft: ConnectionDraft,
): Promise<{ readonly configuration: ConnectionConfiguration; readonly stored: Connection | null }> {
  return parts.database.transaction('judge connection', async (transaction) => ({
    configuration: await judgeDraft(transaction, await readStored(transaction), { name, draft }, parts),
    stored: await findConnection(transaction, { tenant: parts.tenant, name }),
  }));
}

/** Of a draft that was judged: what it keeps is there and belongs to the same host. */
function secretsInClear(
  { secretBox }: Parts,
  configuration: ConnectionConfiguration,
  stored: Connection | null,
): Readonly<Record<string, string>> {
  const secrets = Object.entries(secretsOf(configuration));
  const isKept = secrets.some(([, secret]) => typeof secret !== 'string');
  const kept = isKept && stored !== null ? openSealedCredentials(secretBox, stored) : {};
  return Object.fromEntries(
    secrets.map(([field, secret]) => {
      const value = typeof secret === 'string' ? secret : kept[field];
      if (value === undefined) throw new FaultyDraftError([{ path: [], message: `no secret ${field} is stored` }]);
      return [field, value];
    }),
  );
}

function recordExamination({ database, actor }: Parts, { name, connector, settings }: Connection): Promise<void> {
  const details = { connector, url: settings.url };
  return database.transaction('record examination', (transaction) =>
    recordAudit(transaction, actor, { action: 'examine connection', subject: name, details }),
  );
}

async function requireConnection({ database, tenant }: Parts, name: string): Promise<Connection> {
  const found = await database.transaction('find connection', (transaction) =>
    findConnection(transaction, { tenant, name }),
  );
  if (found === null) throw new UnknownNameError(`there is no connection ${name}`);
  return found;
}
