import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../../api/call.js';
import type { CheckedDraft, Mapping } from '../../../api/operations.js';
import type { Host } from '../../../host/host.js';
import { type Json, type Path, put } from './json.js';
import { keep, readKept } from './kept-draft.js';

/** So long after the last key a draft is looked at. */
const QUIET_MS = 250;

/** A mapping that is being edited, as text and as JSON at once. */
export interface Draft {
  readonly yaml: string;
  /** What the text last said while it could be read. */
  readonly entry: Json;
  /** What the server has to say of it; null until it has looked. */
  readonly checked: CheckedDraft | null;
  /** Whether the server has not looked yet at what was written last. */
  readonly isChecking: boolean;
  /** Whether what the text says cannot be told: the JSON is older. */
  readonly isUnreadable: boolean;
  readonly isChanged: boolean;
  /** Whether the text does not yet say what the form does. */
  readonly isTextBehind: boolean;
  /** Whether it would still be there after the page is loaded again. */
  readonly isKept: boolean;
  /** Whether it comes from before the page was loaded. */
  readonly isRestored: boolean;
  /** Of the mapping that it was made from. */
  readonly revision: string;
  /** Why the server could not look at it. */
  readonly error: unknown;
  /** Changes the JSON; the text follows. @param isTyped whether more keys are likely to come */
  change(path: Path, member: Json | undefined, isTyped?: boolean): void;
  /** Changes the text; the JSON follows. */
  write(yaml: string): void;
  /** Goes back to what counts. */
  discard(): void;
  /** Makes it a draft of what counts now, whatever it was made from. */
  rebase(): void;
  lookAgain(): void;
}

interface State {
  readonly yaml: string;
  readonly entry: Json;
  readonly checked: CheckedDraft | null;
  readonly revision: string;
  readonly isRestored: boolean;
  readonly error: unknown;
  /** What of both was changed last and waits for the other to follow. */
  readonly ahead: 'text' | 'entry' | null;
  readonly isTyped: boolean;
}

/** Keeps a draft of what counts: both of its forms, what is wrong with it, and itself over a reload. @param mayChange who may not has no drafts */
export function useDraft(host: Host, mapping: Mapping, mayChange: boolean): Draft {
  const { integration, revision } = mapping;
  const [state, setState] = useState<State>(() => begin(mapping));
  const { yaml, entry, ahead, isTyped } = state;
  const latest = useRef(0);
  const [isKept, setKept] = useState(true);
  const [round, setRound] = useState(0);

  const look = useCallback(
    async (given: { readonly yaml: string; readonly entry?: Json }) => {
      latest.current += 1;
      const mine = latest.current;
      const settle = (next: (before: State) => State) => {
        if (latest.current === mine) setState(next);
      };
      try {
        const body = { yaml: given.yaml, ...(given.entry !== undefined && { entry: given.entry as never }) };
        const checked = await call(host, 'POST /api/v1/integrations/{name}/mapping/check', {
          path: { name: integration },
          body,
        });
        settle((before) => ({
          ...before,
          yaml: checked.yaml,
          entry: (checked.entry as Json | null) ?? before.entry,
          checked,
          ahead: null,
          error: null,
        }));
      } catch (error) {
        // What was written stays ahead until somebody has looked at it.
        settle((before) => ({ ...before, error }));
      }
    },
    [host, integration],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round looks at the same again
  useEffect(() => {
    if (!mayChange || ahead === null) return;
    const timer = setTimeout(() => void look(ahead === 'text' ? { yaml } : { yaml, entry }), isTyped ? QUIET_MS : 0);
    return () => clearTimeout(timer);
  }, [mayChange, ahead, isTyped, yaml, entry, look, round]);
  useEffect(() => {
    if (!mayChange) return;
    const isAhead = ahead === 'entry';
    const draft = { yaml, revision: state.revision, ...(isAhead && { entry }) };
    setKept(keep(integration, yaml === mapping.yaml && !isAhead ? null : draft));
  }, [mayChange, ahead, integration, yaml, entry, mapping.yaml, state.revision]);

  const isChanged = yaml !== mapping.yaml || ahead === 'entry';
  const change = useCallback((path: Path, member: Json | undefined, typed = false) => {
    latest.current += 1;
    setState((before) => ({ ...before, entry: put(before.entry, path, member), ahead: 'entry', isTyped: typed }));
  }, []);
  const write = useCallback((text: string) => {
    latest.current += 1;
    setState((before) => (before.yaml === text ? before : { ...before, yaml: text, ahead: 'text', isTyped: true }));
  }, []);
  const discard = useCallback(() => {
    latest.current += 1;
    keep(integration, null);
    setState({ ...begin(mapping), isRestored: false });
  }, [integration, mapping]);
  const rebase = useCallback(
    () => setState((before) => ({ ...before, revision, ahead: 'text', isTyped: false })),
    [revision],
  );
  const lookAgain = useCallback(() => {
    setState((before) => ({ ...before, error: null, ahead: before.ahead ?? 'text', isTyped: false }));
    setRound((before) => before + 1);
  }, []);
  return {
    ...state,
    isChecking: ahead !== null && state.error === null,
    isUnreadable: state.checked !== null && state.checked.entry === null,
    isChanged,
    isTextBehind: ahead === 'entry',
    isKept,
    change,
    write,
    discard,
    rebase,
    lookAgain,
  };
}

function begin(mapping: Mapping): State {
  const kept = readKept(mapping.integration);
  const isRestored = kept !== null && (kept.yaml !== mapping.yaml || kept.entry !== undefined);
  return {
    yaml: isRestored ? kept.yaml : mapping.yaml,
    entry: kept?.entry ?? (mapping.entry as unknown as Json),
    checked: null,
    revision: isRestored ? kept.revision : mapping.revision,
    isRestored,
    error: null,
    ahead: kept?.entry === undefined ? 'text' : 'entry',
    isTyped: false,
  };
}
