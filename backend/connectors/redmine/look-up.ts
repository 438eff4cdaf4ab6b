import { ConfigurationError } from '../../shared/index.js';
import { type LookUpRequest, type LookUpResult, markText } from '../sdk/index.js';
import type { Issue } from './answers.js';
import { isoFrom } from './date-time.js';
import { lineEndsOf } from './field-value.js';
import { ofProject } from './issue-filter.js';
import { referenceOf } from './item.js';
import type { Site } from './site.js';
import { customFieldId, customFieldNumber } from './standard-fields.js';

/** Parts the values of a condition, and cannot be written within one. */
const SEPARATOR = '|';
const MAX_CONDITION_CHARS = 4000;

/**
 * Finds issues by mark and by the value that pairs, straight from the tool's database. What comes back is compared again here:
 * Redmine leaves a condition on a field that is no filter out, and then gives everything.
 */
export async function lookUp(site: Site, request: LookUpRequest, signal: AbortSignal): Promise<LookUpResult> {
  return { byMark: await byMark(site, request, signal), byMatch: await byMatch(site, request, signal) };
}

async function byMark(
  site: Site,
  { container, marks }: LookUpRequest,
  signal: AbortSignal,
): Promise<LookUpResult['byMark']> {
  const { markField } = site;
  if (markField === null || marks.length === 0) return [];
  const ownId = await site.account.id(signal);
  const found = await whereIs(site, container, customFieldId(markField), marks.map(markText), signal);
  return found.flatMap((issue) => {
    const ref = referenceOf(issue, markField);
    if (ref.mark === null || !marks.includes(ref.mark)) return [];
    const createdByUs = String(issue.author?.id) === ownId;
    return [{ mark: ref.mark, ref, createdByUs, createdAt: isoFrom(issue.created_on) ?? issue.created_on }];
  });
}

async function byMatch(
  site: Site,
  { container, match }: LookUpRequest,
  signal: AbortSignal,
): Promise<LookUpResult['byMatch']> {
  const values = (match?.values ?? []).filter((value) => value !== '');
  if (match === null || values.length === 0) return [];
  const found = await candidates(site, container, match.field, values, signal);
  return found.flatMap((issue) => {
    const value = textAt(issue, match.field);
    return value !== null && values.includes(value) ? [{ value, ref: referenceOf(issue, site.markField) }] : [];
  });
}

async function candidates(
  site: Site,
  container: string,
  field: string,
  values: readonly string[],
  signal: AbortSignal,
): Promise<readonly Issue[]> {
  if (field === 'key') {
    const ids = values.filter((value) => /^\d+$/.test(value));
    return ids.length === 0
      ? []
      : (await site.api.list({ ...ofProject(container), issue_id: ids.join(',') }, signal)).issues;
  }
  if (customFieldNumber(field) !== null) return whereIs(site, container, field, values, signal);
  // Texts can be searched for words they contain, one by one, and other fields do not tell issues apart.
  if (field !== 'subject') {
    throw new ConfigurationError(
      `match: issues of Redmine can be found by key, subject or a custom field that is "Used as a filter", not by ${field}`,
    );
  }
  const found = new Map<number, Issue>();
  for (const value of values) {
    const words = longestPart(value);
    for (const issue of await site.api.listAll({ ...ofProject(container), subject: `~${words}` }, signal))
      found.set(issue.id, issue);
  }
  return [...found.values()];
}

/** @throws ConfigurationError when the field is no filter, so that nothing could ever be found by it */
async function whereIs(
  site: Site,
  container: string,
  fieldId: string,
  values: readonly string[],
  signal: AbortSignal,
): Promise<readonly Issue[]> {
  const plain = values.filter((value) => !value.includes(SEPARATOR));
  const odd = values.filter((value) => value.includes(SEPARATOR)).map((value) => `~${longestPart(value)}`);
  const conditions = [...joined(plain).map((value) => `=${value}`), ...odd];
  const found: Issue[] = [];
  for (const condition of conditions) {
    const issues = await site.api.listAll({ ...ofProject(container), [fieldId]: condition }, signal);
    if (condition.startsWith('=') && issues.some((issue) => !plain.includes(textAt(issue, fieldId) ?? ''))) {
      throw new ConfigurationError(
        `${fieldId}: Redmine cannot search issues by this custom field: tick "Used as a filter" in its settings`,
      );
    }
    found.push(...issues);
  }
  return found;
}

/** Lists of values that are short enough for an address. */
function joined(values: readonly string[]): readonly string[] {
  const lists: string[] = [];
  for (const value of values) {
    const list = lists.at(-1);
    const longer = `${list}${SEPARATOR}${value}`;
    if (list === undefined || encodeURIComponent(longer).length > MAX_CONDITION_CHARS) lists.push(value);
    else lists[lists.length - 1] = longer;
  }
  return lists;
}

function longestPart(value: string): string {
  return value.split(SEPARATOR).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

function textAt(issue: Issue, field: string): string | null {
  if (field === 'key') return String(issue.id);
  const number = customFieldNumber(field);
  const value = number === null ? issue[field] : issue.custom_fields.find(({ id }) => id === number)?.value;
  return typeof value === 'string' ? lineEndsOf(value) : null;
}
