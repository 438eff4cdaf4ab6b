import type { Transaction } from '../storage/index.js';
import { RUNS_BY_ITSELF } from './tick-repository.js';

/** An event makes a poll come early, but not two within as long: a burst of events is one look, and perhaps one more. */
const BETWEEN_LOOKS_MS = 5_000;
/** More wait for the next tick. */
const AT_ONCE = 1_000;

/**
 * Makes integrations due at once whose Jira project has had events. An event stays open while an incremental run is active, which may
 * have read that project before: so a run begins after each event, whatever process dies meanwhile.
 */
export async function followEvents(transaction: Transaction): Promise<void> {
  const open = await transaction.query(
    `select e.id, e.project, s.tenant_id, s.key, s.base_url, s.display_url
       from site_events e join sites s on s.id = e.site_id
      where e.done_at is null order by e.id limit $1 for update of e skip locked`,
    [AT_ONCE],
  );
  if (open.length === 0) return;
  const events = JSON.stringify(open);
  const waiting = await transaction.query(
    `with concerned as (${CONCERNED}),
     held_up as (
       select i.id from integrations i
        where i.id in (select integration_id from concerned)
          and exists (select 1 from integration_runs r where r.integration_id = i.id and r.mode = 'incremental'
                         and (r.state in ('queued', 'running', 'delayed')
                              or r.created_at > syncline_now() - make_interval(secs => $2::float8 / 1000)))),
     brought_forward as (
       update integrations i set next_run_at = least(i.next_run_at, syncline_now())
        where i.id in (select integration_id from concerned) and i.id not in (select id from held_up))
     select distinct event_id from concerned where integration_id in (select id from held_up)`,
    [events, BETWEEN_LOOKS_MS],
  );
  const left = new Set(waiting.map(({ event_id }) => String(event_id)));
  const done = open.map(({ id }) => String(id)).filter((id) => !left.has(id));
  await transaction.query('update site_events set done_at = syncline_now() where id = any($1::bigint[])', [done]);
}

/** Which integrations look at the project of which event: over a connection of the site's own tenant to that very site. */
const CONCERNED = `
  select e.id as event_id, i.id as integration_id
    from jsonb_to_recordset($1::jsonb) as e (id bigint, project text, tenant_id text, key text, base_url text, display_url text)
    join connections c on c.tenant_id = e.tenant_id and c.archived_at is null and c.connector = 'jira'
     and (c.site_id = e.key or c.settings->>'url' in (e.base_url, e.display_url))
    join integrations i on i.tenant_id = e.tenant_id and ${RUNS_BY_ITSELF} and i.next_run_at is not null
     and (c.name, e.project) in ((i.definition->'left'->>'connection', i.definition->'left'->>'container'),
                                 (i.definition->'right'->>'connection', i.definition->'right'->>'container'))`;
