import type { JsonValue } from '../../../../backend/shared/index.js';
import { commentJson, historyJson, issueJson, selectFields, userByIdJson, type View } from '../render/index.js';
import type { IssueRecord } from '../store/index.js';

export type WebhookBody = { readonly [key: string]: JsonValue };

/** What Jira would send about a change of one issue, in the order in which things happened. */
export function eventBodies(old: IssueRecord | undefined, next: IssueRecord | undefined, view: View): WebhookBody[] {
  if (old === undefined) return next === undefined ? [] : [issueEvent('created', next, next.creatorId, view)];
  if (next === undefined) return [issueEvent('deleted', old, old.creatorId, view)];
  return [...updates(old, next, view), ...commentEvents(old, next, view), ...propertyEvents(old, next, view)];
}

function updates(old: IssueRecord, next: IssueRecord, view: View): WebhookBody[] {
  return next.history.slice(old.history.length).map((entry) => {
    const { id = '', items = [] } = historyJson(entry, view);
    return { ...issueEvent('updated', next, entry.authorId, view), changelog: { id, items } };
  });
}

function issueEvent(
  deed: 'created' | 'updated' | 'deleted',
  record: IssueRecord,
  accountId: string,
  view: View,
): WebhookBody {
  return {
    timestamp: record.updatedMs,
    webhookEvent: `jira:issue_${deed}`,
    issue_event_type_name: deed === 'updated' ? 'issue_generic' : `issue_${deed}`,
    user: userByIdJson(accountId, view),
    issue: issueJson(record, view, { selection: selectFields(['*all', '-comment', '-worklog'], view.directory) }),
  };
}

/** Comment events carry no changelog, and of the issue little more than its name. */
function commentEvents(old: IssueRecord, next: IssueRecord, view: View): WebhookBody[] {
  if (old.comments === next.comments) return [];
  const before = new Map(old.comments.map((comment) => [comment.id, comment]));
  const after = new Set(next.comments.map(({ id }) => id));
  const selection = selectFields(['summary', 'issuetype', 'project', 'assignee', 'priority', 'status'], view.directory);
  const event = (webhookEvent: string, comment: IssueRecord['comments'][number]): WebhookBody => ({
    timestamp: comment.updatedMs,
    webhookEvent,
    comment: commentJson(comment, next.id, view),
    issue: issueJson(next, view, { selection }),
    eventType: 'primaryAction',
  });
  return [
    ...next.comments
      .filter((comment) => before.get(comment.id) !== comment)
      .map((comment) => event(before.has(comment.id) ? 'comment_updated' : 'comment_created', comment)),
    ...old.comments.filter(({ id }) => !after.has(id)).map((comment) => event('comment_deleted', comment)),
  ];
}

function propertyEvents(old: IssueRecord, next: IssueRecord, view: View): WebhookBody[] {
  if (old.properties === next.properties) return [];
  const selection = selectFields(['summary'], view.directory);
  return Object.entries(next.properties)
    .filter(([key, value]) => old.properties[key] !== value)
    .map(([key, value]) => ({
      timestamp: next.updatedMs,
      webhookEvent: 'issue_property_set',
      property: { key, value },
      issue: issueJson(next, view, { selection }),
    }));
}
