import type { JsonValue } from '../../../../backend/shared/index.js';
import { readChanges } from '../fields/index.js';
import { projectOf } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import type { Act } from '../state.js';
import type { IssueRecord } from '../store/index.js';
import { changeIssue } from './change.js';
import type { IssueDraft } from './create-issue.js';
import { setIssueProperty } from './property.js';
import { typeChange } from './type-change.js';

const OWN = new Set(['issuetype']);

/**
 * Edits fields; a type may change between types of the same level. Properties in the same request are set too and do
 * not move `updated`.
 * @throws JiraRefusal naming every field that was not accepted; nothing is changed then
 */
export function editIssue(act: Act, record: IssueRecord, draft: IssueDraft): IssueRecord {
  const changes = readChanges(act, draft, {
    project: projectOf(act.state, record),
    before: record.values,
    isSettable: (field) => field.settable === 'always',
    ignored: OWN,
  });
  const wanted = draft.fields?.issuetype;
  const also = wanted === undefined ? undefined : typeChange(act, record, askedType(wanted));
  let edited = changeIssue(act, record, changes, also);
  for (const { key, value } of draft.properties ?? []) edited = setIssueProperty(act, edited, key, value);
  return edited;
}

function askedType(wanted: JsonValue): { readonly id?: string; readonly name?: string } {
  if (wanted === null || typeof wanted !== 'object')
    throw JiraRefusal.ofFields({ issuetype: 'data was not an object' });
  return wanted as { readonly id?: string; readonly name?: string };
}
