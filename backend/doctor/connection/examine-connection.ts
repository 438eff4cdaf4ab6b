import { z } from 'zod';
import type { Connection, Toolbox } from '../../connections/index.js';
import { type Check, type Connector, checked, type Tool } from '../../connectors/sdk/index.js';
import { AppError, type Clock, ConfigurationError } from '../../shared/index.js';
import type { DescribedSync } from '../described-sync.js';
import { needsOf } from '../needs.js';
import { clockSkew } from './clock-skew.js';
import type { Reached } from './reach.js';
import { asSentence, FILE_REMEDIES, type Remedies } from './remedies.js';
import { signIn } from './sign-in.js';

/** What looking at connections takes. */
export interface ConnectionParts {
  readonly connectors: readonly Connector[];
  readonly toolbox: Toolbox;
  readonly clock: Clock;
  /** What fixes tell the person to do; by the file unless told. */
  readonly remedies?: Remedies;
}

/** How far a look at a connection goes at a time, from the outside in; each step supposes that the one before went well. */
export const examinationStep = z.enum(['reach', 'sign-in', 'rights']);
export type ExaminationStep = z.infer<typeof examinationStep>;

/** What one step found. */
export interface ExaminedStep {
  readonly checks: readonly Check[];
  /** Null where there is nothing more to look at, or no way on. */
  readonly next: ExaminationStep | null;
}

/** What each step is given when its turn comes. */
export interface Looks {
  readonly reach: () => Promise<Reached>;
  /** The syncs that go through the connection. */
  readonly syncs: () => Promise<readonly DescribedSync[]>;
}

/**
 * From the outside in: the address, the sign-in, the site, then each right that these syncs need. What comes after a failed step
 * is left out.
 */
export async function examineConnection(
  parts: ConnectionParts,
  connection: Connection,
  looks: Looks,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  let step: ExaminationStep | null = 'reach';
  while (step !== null) {
    const examined: ExaminedStep = await examineStep(parts, connection, looks, step, signal);
    checks.push(...examined.checks);
    step = examined.next;
  }
  return checks;
}

/** One step of it, for whoever shows findings as they come. */
export async function examineStep(
  parts: ConnectionParts,
  connection: Connection,
  looks: Looks,
  step: ExaminationStep,
  signal: AbortSignal,
): Promise<ExaminedStep> {
  const connector = parts.connectors.find(({ name }) => name === connection.connector);
  if (connector === undefined) return { checks: [missingConnector(connection, parts.connectors)], next: null };
  if (step === 'reach') return examineReach(parts, connection, await looks.reach());
  const checks: Check[] = [];
  const tool = openTool(parts, connection, checks);
  if (tool === null) return { checks, next: null };
  if (step === 'rights') {
    return { checks: await examineRights(tool, connector, connection, await looks.syncs(), signal), next: null };
  }
  const { checks: signInChecks, identity } = await signIn(
    connection,
    { connector, tool, remedies: remediesOf(parts) },
    signal,
  );
  return { checks: signInChecks, next: identity === null ? null : 'rights' };
}

function examineReach(parts: ConnectionParts, connection: Connection, { check, response }: Reached): ExaminedStep {
  const checks = [...paused(connection, remediesOf(parts)), check];
  if (response === null) return { checks, next: null };
  const skew = clockSkew(response, parts.clock.now());
  return { checks: skew === null ? checks : [...checks, skew], next: 'sign-in' };
}

async function examineRights(
  tool: Tool,
  connector: Connector,
  connection: Connection,
  syncs: readonly DescribedSync[],
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const check = { id: 'rights', name: 'each right that is needed' };
  if (syncs.length === 0) {
    return [checked({ ...check, outcome: 'cannot-tell', found: 'no sync uses this connection, so nothing is needed' })];
  }
  if (tool.doctor === undefined) {
    const found = `the connector for ${connector.title} does not look at rights; what is missing is found at the first call`;
    return [checked({ ...check, outcome: 'cannot-tell', found })];
  }
  try {
    return await tool.doctor(needsOf(connection.name, syncs), signal);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [
      checked({
        ...check,
        outcome: 'fails',
        found: error.message,
        fix: 'Mend what it names, then run the doctor again',
      }),
    ];
  }
}

function openTool(parts: ConnectionParts, connection: Connection, checks: Check[]): Tool | null {
  try {
    return parts.toolbox.open(connection).tool;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    checks.push(
      checked({
        id: 'credentials',
        name: 'its stored credentials can be opened',
        outcome: 'fails',
        found: error.message,
        fix: asSentence(remediesOf(parts).credentials(connection.name)),
      }),
    );
    return null;
  }
}

/** How fixes are worded here. */
function remediesOf({ remedies = FILE_REMEDIES }: ConnectionParts): Remedies {
  return remedies;
}

function paused({ name, state, pausedReason }: Connection, remedies: Remedies): readonly Check[] {
  if (state === 'active') return [];
  const found = pausedReason ?? 'by hand';
  return [
    checked({
      id: 'paused',
      name: 'the connection is not paused',
      outcome: 'warning',
      found,
      fix: `When all below is well: ${remedies.resume(name)}`,
    }),
  ];
}

function missingConnector({ connector }: Connection, known: readonly Connector[]): Check {
  return checked({
    id: 'connector',
    name: `there is a connector ${connector}`,
    outcome: 'fails',
    fix: `Write one of ${known.map(({ name }) => name).join(', ')} in syncline.yaml and apply it`,
  });
}
