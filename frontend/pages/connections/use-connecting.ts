import { useState } from 'react';
import { call } from '../../api/call.js';
import type { Connector } from '../../api/operations.js';
import { ProblemError } from '../../api/problem-error.js';
import { useHere } from '../shell/here.js';
import { useDeed } from '../shell/use-deed.js';
import { type Examination, useExamination } from './use-examination.js';
import { draftOf, type Written } from './written.js';

/** Why what was written is not stored. `faulty`: some members cannot be; `failing`: the doctor has found something. */
type Outcome = 'faulty' | 'failing' | 'stale' | null;

/** A connection on its way to be stored. */
interface Connecting {
  readonly examination: Examination;
  readonly outcome: Outcome;
  /** What is wrong, by JSON pointer of the member: `#/url`. */
  readonly faults: ReadonlyMap<string, string>;
  /** What came instead of an answer; null: nothing. */
  readonly error: unknown;
  readonly isBusy: boolean;
  /** Lets the doctor look, and stores it where nothing fails. */
  testAndSave(): Promise<unknown>;
  /** Stores it whatever was found. */
  saveAnyway(): Promise<unknown>;
}

const NO_FAULTS: ReadonlyMap<string, string> = new Map();

/** @param given.version of what is changed; null: it is made */
export function useConnecting(given: {
  readonly connector: Connector;
  readonly written: Written;
  readonly version: string | null;
  readonly onDone: (name: string) => void;
}): Connecting {
  const { connector, written, version, onDone } = given;
  const { host } = useHere();
  const { look, ...examination } = useExamination();
  const [{ outcome, faults }, setSaid] = useState<Pick<Connecting, 'outcome' | 'faults'>>({
    outcome: null,
    faults: NO_FAULTS,
  });
  const name = written.name.trim();
  const draft = draftOf(written, connector);
  const save = async () => {
    if (version === null) await call(host, 'POST /api/v1/connections', { body: { name, ...draft } });
    else await call(host, 'POST /api/v1/connections/{name}/change', { path: { name }, body: { version, ...draft } });
    onDone(name);
  };
  const said = async (deed: () => Promise<Outcome>) => {
    setSaid({ outcome: null, faults: NO_FAULTS });
    try {
      setSaid({ outcome: await deed(), faults: NO_FAULTS });
    } catch (error) {
      const known = outcomeOf(error);
      if (known === null) throw error;
      setSaid(known);
    }
  };
  const test = useDeed(() =>
    said(async () => {
      const checks = await look((step) => call(host, 'POST /api/v1/doctor', { body: { step, name, ...draft } }));
      if (checks === null) return null;
      if (checks.some((check) => check.outcome === 'fails')) return 'failing';
      await save();
      return null;
    }),
  );
  const anyway = useDeed(() =>
    said(async () => {
      await save();
      return null;
    }),
  );
  return {
    examination,
    outcome,
    faults,
    error: test.error ?? anyway.error,
    isBusy: test.isBusy || anyway.isBusy,
    testAndSave() {
      anyway.clear();
      return test.run();
    },
    saveAnyway() {
      test.clear();
      return anyway.run();
    },
  };
}

/** What the server has said of the members, or that it is another connection by now; null: something else. */
function outcomeOf(error: unknown): Pick<Connecting, 'outcome' | 'faults'> | null {
  if (!(error instanceof ProblemError)) return null;
  const { status, title, errors = [] } = error.problem;
  if (status === 409 && title === 'Stale') return { outcome: 'stale', faults: NO_FAULTS };
  if (errors.length === 0) return null;
  return { outcome: 'faulty', faults: new Map(errors.map(({ pointer, detail }) => [pointer, detail])) };
}
