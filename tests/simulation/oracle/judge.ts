import type { Installation } from '../installation.js';
import type { Journal } from '../journal.js';
import type { Weather } from '../weather.js';
import { judgeComments } from './comments.js';
import { judgeEdits } from './edits.js';
import { judgeFields } from './fields.js';
import { judgeDoubles, judgePairs } from './pairs.js';
import { judgeRecords } from './records.js';
import { takeState } from './state.js';

/** What the oracle found, and what the engine tells people of every pair. */
export interface Judgement {
  readonly findings: readonly string[];
  readonly told: readonly string[];
}

/** Reads both tools by itself and says what is not as it must be (design §10). */
export async function judge(installation: Installation, journal: Journal, weather: Weather): Promise<Judgement> {
  const state = await takeState(installation);
  return {
    findings: [
      ...judgePairs(state, journal),
      ...(weather.hasBeenTooLate ? [] : judgeDoubles(state)),
      ...judgeFields(state, journal),
      ...judgeRecords(state, journal),
      ...judgeComments(state, journal),
      ...judgeEdits(state, journal, { isPriorityJudged: !weather.hasTouchedPriorities }),
    ],
    told: state.told,
  };
}
