import { readFile, writeFile } from 'node:fs/promises';
import { type Plan, planHash, planSchema } from '../../plans/index.js';
import { ConfigurationError, errorMessage } from '../../shared/index.js';

/** It holds values of items. */
const OWNER_ONLY = 0o600;

/** Keeps a plan in a file. @throws ConfigurationError when it cannot be written. */
export async function writePlanFile(path: string, plan: Plan): Promise<void> {
  await writeFile(path, `${JSON.stringify(plan, null, 2)}\n`, { mode: OWNER_ONLY }).catch((error: unknown) => {
    throw new ConfigurationError(`${path} cannot be written: ${errorMessage(error)}`, { cause: error });
  });
}

/** Reads a plan back. @throws ConfigurationError when it is none, is another integration's, or was edited: a plan binds (I20). */
export async function readPlanFile(path: string, integration: string): Promise<Plan> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ConfigurationError(`${path} cannot be read: ${errorMessage(error)}`, { cause: error });
  });
  const parsed = planSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new ConfigurationError(`${path} is not a plan; make one with: syncline plan ${integration} --out ${path}`);
  }
  const plan = parsed.data;
  if (plan.integration !== integration) {
    throw new ConfigurationError(`${path} is a plan of ${plan.integration}, not of ${integration}`);
  }
  if (planHash(plan.writes) !== plan.hash) {
    throw new ConfigurationError(
      `${path} was edited since it was made; make a new one with: syncline plan ${integration} --out ${path}`,
    );
  }
  return plan;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
