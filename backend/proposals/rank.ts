import { plainName } from './likeness.js';

/** What tools call the steps of a scale of urgency, the most urgent first. */
const STEPS: readonly (readonly string[])[] = [
  ['highest', 'critical', 'blocker', 'urgent', 'immediate', 'emergency', 'severe', 'very high', 'p1', 'p0', 'sev1'],
  ['high', 'major', 'important', 'significant', 'p2', 'sev2'],
  ['medium', 'moderate', 'normal', 'average', 'standard', 'p3', 'sev3'],
  ['low', 'minor', 'p4', 'sev4'],
  ['lowest', 'trivial', 'planning', 'very low', 'cosmetic', 'p5', 'sev5'],
];

/** Which step of a scale a choice is, 0 the most urgent; null when it is none. `2 - High` is what it says, not what it counts. */
export function rankOf(label: string): number | null {
  const name = plainName(label);
  const step = STEPS.findIndex((names) => names.includes(name));
  return step === -1 ? null : step;
}
