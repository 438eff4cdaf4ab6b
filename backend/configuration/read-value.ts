import { checkReferences } from './check-references.js';
import type { ConfigurationFile } from './configuration-file.js';
import { type KnownConnection, readConnection } from './connections/read-connection.js';
import { checkKinds } from './integrations/check-kinds.js';
import { checkIntegrations, normaliseIntegrations } from './integrations/read-integrations.js';
import { draftWithout } from './schema/draft.js';
import { type FileEntry, fileSchema } from './schema/file-schema.js';
import { reportShape } from './schema/shape-faults.js';
import type { Reading } from './settings.js';
import { valueAt } from './text/key-path.js';

const SECTIONS = ['outgoing', 'connections', 'integrations'];

/** Brings plain JSON, as the text of a file says it, into normal form; null when anything is at fault, which the report then has. */
export function readValue(reading: Reading, value: unknown): ConfigurationFile | null {
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
