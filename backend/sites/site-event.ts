import type { Transaction } from '../storage/index.js';
import type { Site } from './site.js';

/** What a Jira says has happened to an issue. It is a wish for a look, and never the truth about the issue: it comes late, twice, or not at all. */
export interface SiteEvent {
  /** The same each time that this event is delivered. */
  readonly delivery: string;
  readonly kind: string;
  /** Key of the Jira project. */
  readonly project: string;
}

/** A repeat comes within minutes of the first delivery. */
const KEPT_HOURS = 24;

/** Keeps an event; `ticks` sees to it that somebody looks. @returns whether it is new. */
export async function storeEvent(
  transaction: Transaction,
  { id }: Pick<Site, 'id'>,
  { delivery, kind, project }: SiteEvent,
): Promise<boolean> {
  const rows = await transaction.query(
    `insert into site_events (site_id, delivery, kind, project) values ($1, $2, $3, $4)
     on conflict (site_id, delivery) do nothing returning id`,
    [id, delivery, kind, project],
  );
  return rows.length > 0;
}

/** Forgets events for which nothing has been to do for a day. */
export async function forgetEvents(transaction: Transaction): Promise<void> {
  await transaction.query('delete from site_events where done_at < syncline_now() - make_interval(hours => $1)', [
    KEPT_HOURS,
  ]);
}
