import { z } from 'zod';
import type { JsonValue } from '../../../../backend/shared/index.js';
import { json } from '../../http/index.js';
import { visibleProjectIds } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { historyJson, issueJson, selectFields } from '../render/index.js';
import { nowMs } from '../state.js';
import type { HistoryRecord, IssueRecord } from '../store/index.js';
import { type Endpoint, type Exchange, readBody } from './exchange.js';

const MOST_ISSUES = 100;
const MOST_CHANGELOG_ISSUES = 1_000;
const MOST_FIELD_IDS = 10;
const CHANGELOG_ENTRIES = 40;

const fetchBody = z.strictObject({
  issueIdsOrKeys: z.array(z.string()),
  fields: z.array(z.string()).optional(),
  properties: z.array(z.string()).optional(),
  expand: z.array(z.string()).optional(),
  fieldsByKeys: z.boolean().optional(),
});

const changelogBody = z.strictObject({
  issueIdsOrKeys: z.array(z.string()),
  fieldIds: z.array(z.string()).optional(),
  maxResults: z.number().int().optional(),
  nextPageToken: z.string().optional(),
});

export const bulkFetchEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/issue/bulkfetch',
    operation: 'bulkFetchIssues',
    isWrite: false,
    answer(exchange) {
      const { issueIdsOrKeys, fields = ['*navigable'], properties = [], expand = [] } = readBody(exchange, fetchBody);
      if (issueIdsOrKeys.length === 0 || issueIdsOrKeys.length > MOST_ISSUES) {
        throw new JiraRefusal(400, [`Between 1 and ${MOST_ISSUES} issue IDs or keys are required.`]);
      }
      const { found, missing } = seenIssues(exchange, issueIdsOrKeys);
      const options = {
        selection: selectFields(fields, exchange.state.directory),
        properties,
        ...(expand.includes('changelog') ? { changelogEntries: CHANGELOG_ENTRIES } : {}),
      };
      const errorMessage = 'Issue does not exist or you do not have permission to see it.';
      return json(200, {
        issues: found.map((record) => issueJson(consistentEntry(exchange, record), exchange.view, options)),
        issueErrors: missing.map((id) => ({ id, errorMessage })),
      });
    },
  },
  {
    method: 'POST',
    path: '/changelog/bulkfetch',
    operation: 'getBulkChangelogs',
    isWrite: false,
    answer(exchange) {
      const { issueIdsOrKeys, fieldIds, maxResults = 1_000, nextPageToken } = readBody(exchange, changelogBody);
      if (issueIdsOrKeys.length === 0 || issueIdsOrKeys.length > MOST_CHANGELOG_ISSUES) {
        throw new JiraRefusal(400, [`Between 1 and ${MOST_CHANGELOG_ISSUES} issue IDs or keys are required.`]);
      }
      if ((fieldIds?.length ?? 0) > MOST_FIELD_IDS) {
        throw new JiraRefusal(400, [`At most ${MOST_FIELD_IDS} field IDs are allowed.`]);
      }
      const entries = seenIssues(exchange, issueIdsOrKeys).found.flatMap((record) =>
        record.history.flatMap((entry) => narrowed(entry, fieldIds).map((kept) => ({ record, entry: kept }))),
      );
      const start = nextPageToken === undefined ? 0 : Number(Buffer.from(nextPageToken, 'base64url').toString());
      const page = entries.slice(start, start + maxResults);
      const end = start + page.length;
      return json(200, {
        issueChangeLogs: byIssue(page, exchange),
        ...(end < entries.length ? { nextPageToken: Buffer.from(String(end)).toString('base64url') } : {}),
      });
    },
  },
];

/** The issues the caller sees, once each and ascending by id, and what was asked and is not among them. */
function seenIssues({ state, account }: Exchange, idsOrKeys: readonly string[]) {
  const visible = visibleProjectIds(state, account);
  const found = new Map<number, IssueRecord>();
  const missing: string[] = [];
  for (const idOrKey of idsOrKeys) {
    const record = state.store.find(idOrKey);
    if (record !== undefined && visible.has(record.projectId)) found.set(record.id, record);
    else missing.push(idOrKey);
  }
  return { found: [...found.values()].sort((a, b) => a.id - b.id), missing };
}

/** B13 hides fresh properties from a bulk read too where it is told to. */
function consistentEntry({ state }: Exchange, record: IssueRecord): IssueRecord {
  const manner = state.manners.standing('B13');
  const isHidden = manner?.alsoInBulk === true && (state.hiddenProperties.get(record.id) ?? 0) > nowMs(state);
  return isHidden ? { ...record, properties: {} } : record;
}

function narrowed(entry: HistoryRecord, fieldIds: readonly string[] | undefined): HistoryRecord[] {
  if (fieldIds === undefined) return [entry];
  const items = entry.items.filter(({ fieldId }) => fieldIds.includes(fieldId));
  return items.length === 0 ? [] : [{ ...entry, items }];
}

function byIssue(page: readonly { record: IssueRecord; entry: HistoryRecord }[], { view }: Exchange): JsonValue {
  const grouped = new Map<number, JsonValue[]>();
  for (const { record, entry } of page) {
    const histories = grouped.get(record.id) ?? [];
    histories.push(historyJson(entry, view));
    grouped.set(record.id, histories);
  }
  return [...grouped].map(([id, changeHistories]) => ({ issueId: String(id), changeHistories }));
}
