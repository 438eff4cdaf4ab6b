import type { z } from 'zod';
import type { Report } from '../report.js';
import { type KeyPath, valueAt } from '../text/key-path.js';
import { nearest, suggestion } from '../text/nearest.js';
import { shownKey, shownValue } from '../text/shown.js';

type Issue = z.core.$ZodIssue;

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
  for (const issue of issues) reportIssue({ report, value, base, known }, issue, []);
}

interface Judged {
  readonly report: Report;
  readonly value: unknown;
  readonly base: KeyPath;
  readonly known: readonly string[];
}

function reportIssue(judged: Judged, issue: Issue, above: KeyPath): void {
  const { report, base } = judged;
  const inner = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  const path = [...base, ...inner];
  const found = valueAt(judged.value, inner);
  if (found !== undefined && report.isUnreadable(path)) return;
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = judged.known.length > 0 ? judged.known : issue.message.split(' ');
      for (const key of issue.keys) reportUnknownKey(report, path, key, known);
      return;
    }
    case 'invalid_key':
      report.fault(
        path,
        `${JSON.stringify(shownKey(String(path.at(-1)), path.slice(0, -1)))} ${issue.issues[0]?.message ?? issue.message}`,
      );
      return;
    case 'invalid_union':
      reportUnion(judged, issue, inner, path, found);
      return;
    default:
      if (found === undefined) reportMissing(report, path, issue);
      else report.fault(path, `${shownValue(found, path)} ${issue.message}${hint(issue, found)}`);
  }
}

/** Says that nothing is known by `key` at `path`, and what may have been meant. */
export function reportUnknownKey(report: Report, path: KeyPath, key: string, known: readonly string[]): void {
  const shown = shownKey(key, path);
  const advice = shown === key ? suggestion(key, known, 'known here') : 'is a space missing after the colon?';
  report.fault([...path, key], `unknown key \`${shown}\`; ${advice}`);
}

/** A value of several forms: the faults of the form that was meant, where one can be told by the kind of value. */
function reportUnion(
  judged: Judged,
  issue: Issue & { code: 'invalid_union' },
  inner: KeyPath,
  path: KeyPath,
  found: unknown,
): void {
  if ('discriminator' in issue && issue.discriminator !== undefined) {
    const kinds = ['sync', 'flow', 'collection'];
    const advice = typeof found === 'string' ? nearest(found, kinds) : null;
    const list = `kinds of integrations: ${kinds.join(', ')}`;
    judged.report.fault(
      path,
      found === undefined
        ? `\`kind\` is missing; ${list}`
        : `${shownValue(found, path)} is not a kind of integration; ${advice === null ? list : `did you mean \`${advice}\`?`}`,
    );
    return;
  }
  const meant = issue.errors.find(
    (branch) => !branch.some((each) => each.code === 'invalid_type' && each.path.length === 0),
  );
  if (meant === undefined || found === undefined) {
    judged.report.fault(path, `${shownValue(found, path)} ${issue.message}`);
    return;
  }
  for (const each of meant) reportIssue(judged, each, inner);
}

function reportMissing(report: Report, path: KeyPath, issue: Issue): void {
  const advice = /; (?<advice>.+)$/.exec(issue.message)?.groups?.advice ?? listOf(issue);
  report.fault(path, `\`${path.at(-1)}\` is missing${advice === null ? '' : `; ${advice}`}`);
}

function listOf(issue: Issue): string | null {
  return issue.code === 'invalid_value' ? `write one of ${issue.values.join(', ')}` : null;
}

function hint(issue: Issue, found: unknown): string {
  if (issue.code !== 'invalid_value' || typeof found !== 'string') return '';
  const near = nearest(found, issue.values.map(String));
  return near === null ? '' : `; did you mean \`${near}\`?`;
}
