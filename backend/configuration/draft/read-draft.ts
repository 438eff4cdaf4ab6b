import { type JsonValue, jsonValue } from '../../shared/index.js';
import type { IntegrationConfiguration, StoredConfiguration } from '../configuration-file.js';
import { exportConfiguration } from '../export-configuration.js';
import type { Notice } from '../fault.js';
import { readSource } from '../parse-configuration.js';
import type { ParseSettings } from '../settings.js';
import type { KeyPath } from '../text/key-path.js';
import { type Place, readDocument, type SourceDocument } from '../text/read-document.js';

/** Something that is said of a draft, with its place in it. */
export interface DraftFinding extends Place {
  readonly kind: 'fault' | Notice['kind'];
  /** From the top of the entry. */
  readonly path: KeyPath;
  readonly message: string;
}

/** What stands below the name of one integration, as somebody has written it, judged as a part of the file that is stored. */
export interface ReadDraft {
  /** What the text says, as plain JSON; undefined when it cannot be read. */
  readonly entry: JsonValue | undefined;
  /** In normal form; null when there is any fault. */
  readonly integration: IntegrationConfiguration | null;
  /** In the order of the text. */
  readonly findings: readonly DraftFinding[];
  /** Where a key or element stands in the text; the nearest thing above it where there is none. */
  readonly locate: (path: KeyPath) => Place;
}

/** The entry of this integration in `stored` is the one that the draft stands for. */
export interface DraftSettings extends Pick<ParseSettings, 'connectors' | 'mode'> {
  readonly name: string;
  readonly stored: StoredConfiguration;
}

/** Reads a draft of one integration. Never throws for what the text says; `apply` would refuse what is a fault here. */
export function readDraft(text: string, { name, stored, connectors, mode }: DraftSettings): ReadDraft {
  const draft = readDocument(text);
  const others = stored.integrations.filter((integration) => integration.name !== name);
  const rest = readDocument(exportConfiguration({ ...stored, integrations: others }, connectors));
  const { file, report } = readSource(within(rest, name, draft), {
    fileName: 'draft',
    connectors,
    environment: null,
    mode,
  });
  const prefix = ['integrations', name];
  return {
    entry: draft.value === undefined ? undefined : jsonValue.parse(draft.value),
    integration: file?.integrations.find((integration) => integration.name === name) ?? null,
    findings: report.findings.map(({ path, kind, said: { line, column, message } }) => ({
      kind,
      path: prefix.every((step, nth) => path[nth] === step) ? path.slice(prefix.length) : [],
      line,
      column,
      message,
    })),
    locate: draft.locate,
  };
}

/** The stored file with the draft in its place: the last, so that of two entries that cannot both be it is the one at fault. */
function within(rest: SourceDocument, name: string, draft: SourceDocument): SourceDocument {
  const file = Object(rest.value) as Readonly<Record<string, unknown>>;
  const integrations = { ...Object(file.integrations), [name]: draft.value };
  const below = (path: KeyPath) => (path[0] === 'integrations' && path[1] === name ? path.slice(2) : null);
  return {
    value: draft.value === undefined ? undefined : { ...file, integrations },
    problems: draft.problems.map((problem) => ({ ...problem, path: ['integrations', name, ...problem.path] })),
    locate: (path) => draft.locate(below(path) ?? []),
    keysAt(path) {
      const own = below(path);
      return own === null ? rest.keysAt(path) : draft.keysAt(own);
    },
  };
}
