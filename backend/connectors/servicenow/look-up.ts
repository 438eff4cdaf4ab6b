import { type LookUpRequest, type LookUpResult, markText } from '../sdk/index.js';
import { isoFromLiteral } from './date-time.js';
import { anyOf } from './encoded-query.js';
import type { Instance } from './instance.js';
import { itemReference, REFERENCE_FIELDS } from './item-reference.js';
import { type Row, textAt } from './record.js';

/**
 * Finds items by mark and by the value that pairs, both in one query, straight from the tool's database. What comes back is
 * compared again here: the tool leaves a condition on an unknown field out, compares without case, and then gives too much.
 */
export async function lookUp(instance: Instance, request: LookUpRequest, signal: AbortSignal): Promise<LookUpResult> {
  const marks = new Set(request.marks);
  const values = new Set(request.match?.values ?? []);
  const byMark: LookUpResult['byMark'][number][] = [];
  const byMatch: LookUpResult['byMatch'][number][] = [];
  for (const record of await candidates(instance, request, signal)) {
    const ref = itemReference(record);
    if (ref.mark !== null && marks.has(ref.mark)) {
      const createdByUs = await instance.account.is(textAt(record, 'sys_created_by'), signal);
      const createdAt = isoFromLiteral(textAt(record, 'sys_created_on')) ?? ref.version.at;
      byMark.push({ mark: ref.mark, ref, createdByUs, createdAt });
    }
    const value = textAt(record, matchField(request));
    if (value !== '' && values.has(value)) byMatch.push({ value, ref });
  }
  return { byMark, byMatch };
}

async function candidates(instance: Instance, request: LookUpRequest, signal: AbortSignal): Promise<Iterable<Row>> {
  const { container: table, marks } = request;
  const values = (request.match?.values ?? []).filter((value) => value !== '');
  const field = matchField(request);
  const conditions = anyOf([
    ...marks.map((mark) => ({ field: 'correlation_display', value: markText(mark) })),
    ...values.map((value) => ({ field, value })),
  ]);
  const fields = [...new Set([...REFERENCE_FIELDS, 'sys_created_on', 'sys_created_by', field])];
  const found = new Map<string, Row>();
  for (const condition of conditions) {
    const rows = await instance.api.listAll({ table, conditions: [condition], fields, values: 'stored' }, signal);
    for (const record of rows) found.set(textAt(record, 'sys_id'), record);
  }
  return found.values();
}

/** The key that people write is the record's number. */
function matchField({ match }: LookUpRequest): string {
  if (match === null) return 'sys_id';
  return match.field === 'key' ? 'number' : match.field;
}
