import type { ConfigurationFile } from './configuration-file.js';
import type { Fault, Notice } from './fault.js';
import { readValue } from './read-value.js';
import { Report } from './report.js';
import type { ParseSettings } from './settings.js';
import { readDocument, type SourceDocument } from './text/read-document.js';

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
  const { file, report } = readSource(readDocument(text), settings);
  return { file, faults: report.faults, notices: report.notices };
}

/** The same for what is read already, with the report as it is. */
export function readSource(
  source: SourceDocument,
  settings: ParseSettings,
): { readonly file: ConfigurationFile | null; readonly report: Report } {
  const report = new Report(settings.fileName, source);
  for (const { path, message, isLost, ...place } of source.problems) {
    if (isLost) report.unreadable(path, message, place);
    else report.fault(path, message, place);
  }
  return { file: source.value === undefined ? null : readValue({ ...settings, report }, source.value), report };
}
