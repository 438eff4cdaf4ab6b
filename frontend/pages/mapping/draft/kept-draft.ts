import type { Json } from './json.js';

/** A draft that was not stored on the server: it survives loading the page again, in this tab. */
export interface KeptDraft {
  readonly yaml: string;
  /** What the form said, where the text had not followed yet. */
  readonly entry?: Json;
  /** Of the mapping that was edited. */
  readonly revision: string;
}

const keyOf = (integration: string) => `syncline mapping ${integration}`;

/** What was kept of an integration; null: nothing. */
export function readKept(integration: string): KeptDraft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(integration)) ?? 'null');
    return isKept(kept) ? kept : null;
  } catch {
    // A browser may keep storage from pages inside others; then nothing survives, and leaving asks first.
    return null;
  }
}

/** @param draft null: there is nothing to keep any more. @returns whether it is kept */
export function keep(integration: string, draft: KeptDraft | null): boolean {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(integration));
    else sessionStorage.setItem(keyOf(integration), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function isKept(kept: unknown): kept is KeptDraft {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    typeof (kept as KeptDraft).yaml === 'string' &&
    typeof (kept as KeptDraft).revision === 'string'
  );
}
