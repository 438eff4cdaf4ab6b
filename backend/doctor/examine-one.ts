import type { Connection } from '../connections/index.js';
import { type ExaminationStep, type ExaminedStep, examineStep } from './connection/examine-connection.js';
import { reach } from './connection/reach.js';
import { type SurveyParts, survey, syncsOf } from './survey.js';

/**
 * One step of a look at one connection, which may be another than what is stored of it, or not be stored at all. Nothing is changed,
 * neither here nor in a tool.
 * @param isStored whether integrations go by its name already.
 */
export function examineOne(
  parts: SurveyParts,
  { connection, isStored }: { readonly connection: Connection; readonly isStored: boolean },
  step: ExaminationStep,
  signal: AbortSignal,
): Promise<ExaminedStep> {
  const looks = {
    reach: () => reach(connection, () => parts.httpPort(connection), signal, parts.remedies),
    syncs: async () =>
      isStored ? syncsOf(await survey(parts, connection.name, signal, connection), connection.name) : [],
  };
  return examineStep(parts, connection, looks, step, signal);
}
