import type { z } from 'zod';
import { nearest, suggestion } from '../../shared/index.js';
import type { Report } from '../report.js';
import { type KeyPath, valueAt } from '../text/key-path.js';
import { shownKey, shownValue } from '../text/shown.js';

type Issue = z.core.$ZodIssue;

/** What a schema found, and where inside the judged value. */
interface Finding {
  readonly issue: Issue;
  readonly path: KeyPath;
}

/**
 * Reports what a schema found. @param value what was judged. @param base where it stands in the file.
 * @param known keys to suggest from, where the schema does not carry its own list in the message.
 */
export function reportShape(
  report: Report,
  issues: readonly Issue[],
  value: unknown,
  base: KeyPath = [],
  known: readonly string[] = [],
): void {
  const findings = issues.flatMap((issue) => flatten(issue, [], value));
  for (const { issue, path } of findings) {
    const place = [...base, ...path];
    const found = valueAt(value, path);
    if (found !== undefined && report.isUnreadable(place)) continue;
    if (issue.code === 'unrecognized_keys') {
      const candidates = known.length > 0 ? known : issue.message.split(' ');
      for (const key of issue.keys) reportUnknownKey(report, place, key, candidates);
    } else if (issue.code === 'invalid_key') {
      const key = shownKey(String(place.at(-1)), place.slice(0, -1));
      report.fault(place, `${JSON.stringify(key)} ${issue.issues[0]?.message ?? issue.message}`);
    } else if (found === undefined && path.length > 0) {
      if (!isMisspelt(path, findings)) reportMissing(report, place, issue);
    } else reportValue(report, place, found, issue);
  }
}

/** Says that nothing is known by `key` at `path`, and what may have been meant. */
export function reportUnknownKey(report: Report, path: KeyPath, key: string, known: readonly string[]): void {
  const shown = shownKey(key, path);
  const advice = shown === key ? suggestion(key, known, 'known here') : 'is a colon or the space after it missing?';
  report.fault([...path, key], `unknown key \`${shown}\`; ${advice}`);
}

/** Of a value that may have several forms: what is wrong with the form that was meant, where one can be told by the kind of value. */
function flatten(issue: Issue, above: KeyPath, value: unknown): Finding[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code !== 'invalid_union' || valueAt(value, path) === undefined) return [{ issue, path }];
  const isOtherKind = (each: Issue) => each.code === 'invalid_type' && each.path.length === 0;
  const meant = issue.errors.find((branch) => !branch.some(isOtherKind));
  return meant === undefined ? [{ issue, path }] : meant.flatMap((each) => flatten(each, path, value));
}

/** Whether the key at `path` is there under a name that is nearly right, which is the fault to tell. */
function isMisspelt(path: KeyPath, findings: readonly Finding[]): boolean {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1).join('\n');
  return findings.some(
    (other) =>
      other.issue.code === 'unrecognized_keys' &&
      other.path.join('\n') === parent &&
      other.issue.keys.some((unknown) => nearest(unknown, [key]) !== null),
  );
}

function reportMissing(report: Report, path: KeyPath, issue: Issue): void {
  const list = issue.code === 'invalid_value' ? `write one of ${issue.values.join(', ')}` : null;
  const advice = /; (?<advice>.+)$/.exec(issue.message)?.groups?.advice ?? list;
  const key = path.at(-1);
  const what = typeof key === 'number' ? 'too few values' : `\`${key}\` is missing`;
  report.fault(typeof key === 'number' ? path.slice(0, -1) : path, advice === null ? what : `${what}; ${advice}`);
}

function reportValue(report: Report, path: KeyPath, found: unknown, issue: Issue): void {
  const key = path.at(-1);
  if (found === null && typeof key === 'string' && shownKey(key, path.slice(0, -1)) !== key) {
    reportUnknownKey(report, path.slice(0, -1), key, []);
    return;
  }
  const choices = issue.code === 'invalid_value' ? issue.values.filter((word) => typeof word === 'string') : [];
  const near = typeof found === 'string' ? nearest(found, choices) : null;
  // A connector's own schema may speak in whole sentences.
  const words = /^[A-Z]/.test(issue.message) ? `is not right: ${issue.message}` : issue.message;
  report.fault(path, `${shownValue(found, path)} ${words}${near === null ? '' : `; did you mean \`${near}\`?`}`);
}
