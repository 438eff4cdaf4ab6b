import type { JsonValue } from '../../../../backend/shared/index.js';
import { type Act, nowMs } from '../state.js';
import type { IssueRecord } from '../store/index.js';
import { saveIssue } from './save.js';

/** Sets an issue property; `updated` stays where it is. Search may learn of it later (B13). */
export function setIssueProperty(act: Act, record: IssueRecord, key: string, value: JsonValue): IssueRecord {
  hideFromSearch(act, record.id);
  return saveIssue(act, { ...record, properties: { ...record.properties, [key]: value } });
}

export function removeIssueProperty(act: Act, record: IssueRecord, key: string): IssueRecord {
  const { [key]: _removed, ...properties } = record.properties;
  return saveIssue(act, { ...record, properties });
}

/** B13: until the manner's delay has passed, search pages carry no properties of this issue. */
export function hideFromSearch({ state, occasion }: Act, issueId: number): void {
  const manner = state.manners.draw('B13', occasion);
  if (manner !== undefined) state.hiddenProperties.set(issueId, nowMs(state) + manner.delayMs);
}
