import type { JsonValue } from '../../../shared/index.js';
import type { AdfDocument, UserValue } from '../../sdk/index.js';

/** How the values look that Cloud and Data Center write in different ways. */
export interface Forms {
  /** A rich text in our form; null when it shows nothing, undefined for what is none. */
  readRichText(raw: unknown): AdfDocument | null | undefined;
  /** @throws RefusedError naming the field when Jira would surely refuse the text. */
  writeRichText(document: AdfDocument, fieldId: string): JsonValue;
  /** A person as fields take one, by the id of a UserValue. */
  person(id: string): JsonValue;
  /** A person as the history names one; undefined where it does not say enough. */
  personInHistory(id: string, label: string): UserValue | undefined;
}
