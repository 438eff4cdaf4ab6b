import { checkReferences } from './check-references.js';
import type { ConfigurationFile } from './configuration-file.js';
import { type KnownConnection, readConnection } from './connections/read-connection.js';
import type { Fault, Notice } from './fault.js';
import { checkKinds } from './integrations/check-kinds.js';
import { checkIntegrations, normaliseIntegrations } from './integrations/read-integrations.js';
import { Report } from './report.js';
import { draftWithout } from './schema/draft.js';
import { type FileEntry, fileSchema } from './schema/file-schema.js';
import { reportShape } from './schema/shape-faults.js';
import type { ParseSettings, Reading } from './settings.js';
import { valueAt } from './text/key-path.js';
import { readDocument } from './text/read-document.js';

const SECTIONS = ['outgoing', 'connections', 'integrations'];

/** A file in normal form, or all that is wrong with it. */
export interface ParsedConfiguration {
  /** Null when there is any fault: nothing of a faulty file is applied. */
  readonly file: ConfigurationFile | null;
  /** In the order of the file. */
  readonly faults: readonly Fault[];
  readonly notices: readonly Notice[];
}

/**
 * Reads `syncline.yaml`. Never throws for what the text says: every fault is reported at once. What was read from the environment
 * is in `file` alone, never in a fault or notice.
 */
export function parseConfiguration(text: string, settings: ParseSettings): ParsedConfiguration {
  const source = readDocument(text);
  const report = new Report(settings.fileName, source);
  for (const { path, message, isLost, ...place } of source.problems) {
    if (isLost) report.unreadable(path, message, place);
    else report.fault(path, message, place);
  }
  const file = source.value === undefined ? null : readValue({ ...settings, report }, source.value);
  return { file, faults: report.faults, notices: report.notices };
}

function readValue(reading: Reading, value: unknown): ConfigurationFile | null {
  const { report } = reading;
  if (value === null) {
    report.fault([], 'the file is empty; begin with `version: 1`, then connections and integrations');
    return null;
  }
  for (const section of SECTIONS) checkReferences(report, valueAt(value, [section]), [section]);
  const judged = checkKinds(report, value);
  const parsed = fileSchema.safeParse(judged);
  if (!parsed.success) reportShape(report, parsed.error.issues, judged);
  const draft = parsed.success ? parsed.data : draftWithout<FileEntry>(judged, report.faultyPaths);
  if (draft === undefined) return null;

  const connections = new Map<string, KnownConnection>();
  for (const name of Object.keys(Object(valueAt(value, ['connections'])))) {
    connections.set(name, readConnection(reading, name, draft.connections?.[name]));
  }
  checkIntegrations(
    reading,
    draft.integrations ?? {},
    report.isFaulty(['connections']) && draft.connections === undefined ? null : connections,
  );
  if (!parsed.success || report.hasFaults) return null;
  return {
    outgoing: parsed.data.outgoing ?? [],
    connections: [...connections.values()].flatMap(({ configuration }) => configuration ?? []),
    integrations: normaliseIntegrations(reading, parsed.data.integrations ?? {}, connections),
  };
}
