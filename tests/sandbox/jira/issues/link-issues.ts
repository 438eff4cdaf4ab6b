import type { LinkType } from '../site/index.js';
import type { Act } from '../state.js';
import type { HistoryItem, IssueRecord, LinkRecord } from '../store/index.js';
import { changeIssue } from './change.js';

/**
 * Links two issues; `source` reads `blocks`, `target` reads `is blocked by`. A second link of the same kind between
 * them is accepted and makes nothing. `updated` of both moves, of the target only while B19 is off.
 */
export function linkIssues(act: Act, type: LinkType, source: IssueRecord, target: IssueRecord): void {
  const isThere = source.links.some(
    ({ typeId, otherId, direction }) => typeId === type.id && otherId === target.id && direction === 'outward',
  );
  if (isThere || source.id === target.id) return;
  const id = act.state.store.sequences.link.next();
  addEnd(
    act,
    source,
    { id, typeId: type.id, direction: 'outward', otherId: target.id },
    `This issue ${type.outward} ${target.key}`,
    target.key,
  );
  addEnd(
    act,
    target,
    { id, typeId: type.id, direction: 'inward', otherId: source.id },
    `This issue ${type.inward} ${source.key}`,
    source.key,
  );
}

/** Removes both ends of a link that an issue has. */
export function removeLink(act: Act, record: IssueRecord, link: LinkRecord): void {
  const other = act.state.store.get(link.otherId);
  removeEnd(act, record, link.id, other?.key ?? null);
  if (other !== undefined) removeEnd(act, other, link.id, record.key);
}

function removeEnd(act: Act, record: IssueRecord, linkId: number, otherKey: string | null): void {
  const links = record.links.filter(({ id }) => id !== linkId);
  const item: HistoryItem = { fieldId: 'issuelinks', from: otherKey, fromText: otherKey, to: null, toText: null };
  changeIssue(act, record, {}, { patch: { links }, items: [item] });
}

function addEnd(act: Act, record: IssueRecord, link: LinkRecord, words: string, otherKey: string): void {
  const item: HistoryItem = { fieldId: 'issuelinks', from: null, fromText: null, to: otherKey, toText: words };
  const isFarEnd = link.direction === 'inward' && act.state.manners.standing('B19') !== undefined;
  const linked = changeIssue(act, record, {}, { patch: { links: [...record.links, link] }, items: [item] });
  if (isFarEnd) act.state.store.save({ ...linked, updatedMs: record.updatedMs });
}
