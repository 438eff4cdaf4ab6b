import { useCallback, useEffect, useRef, useState } from 'react';
import type { Check, ExaminationStep, ExaminedStep } from '../../api/operations.js';

/** A look at a connection, and what was found until now. */
export interface Examination {
  /** Null before the first look. */
  readonly checks: readonly Check[] | null;
  /** What is being looked at; null: nothing, or not any more. */
  readonly step: ExaminationStep | null;
}

const NONE: Examination = { checks: null, step: null };

/** Lets the doctor look, step by step, and shows what is found as it is found. */
export function useExamination(): Examination & {
  /** @returns all findings; null where another look was begun meanwhile. @throws what `ask` throws */
  look(ask: (step: ExaminationStep) => Promise<ExaminedStep>): Promise<readonly Check[] | null>;
} {
  const [examination, setExamination] = useState(NONE);
  const latest = useRef(0);
  useEffect(
    () => () => {
      latest.current += 1;
    },
    [],
  );
  const look = useCallback(async (ask: (step: ExaminationStep) => Promise<ExaminedStep>) => {
    latest.current += 1;
    const mine = latest.current;
    const checks: Check[] = [];
    let step: ExaminationStep | null = 'reach';
    while (step !== null) {
      setExamination({ checks: [...checks], step });
      let found: ExaminedStep;
      try {
        found = await ask(step);
      } catch (error) {
        if (latest.current === mine) setExamination(NONE);
        throw error;
      }
      if (latest.current !== mine) return null;
      checks.push(...found.checks);
      step = found.next;
    }
    setExamination({ checks, step: null });
    return checks;
  }, []);
  return { ...examination, look };
}
