import type { Page } from '../connectors/sdk/index.js';
import type { JsonValue } from '../shared/index.js';

/** What a page adds to its stream. */
export interface PageProgress {
  readonly after: JsonValue | null;
  readonly refs: number;
  /** Greatest change time on the page; null when it was empty. */
  readonly highWater: Date | null;
  /** The tool's clock; kept from the first page. */
  readonly toolTime: Date | null;
}

export function progressOf(page: Page): PageProgress {
  const highest = page.refs.reduce<string | null>(
    (greatest, ref) => (greatest === null || ref.version.at > greatest ? ref.version.at : greatest),
    null,
  );
  return {
    after: page.next,
    refs: page.refs.length,
    highWater: highest === null ? null : new Date(highest),
    toolTime: page.toolTime,
  };
}
