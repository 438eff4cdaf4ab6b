import type pg from 'pg';
import { makeScopedRole, SCOPED_ROLE, TAKES_ON } from '../scoping/index.js';
import { APPLICATION } from './initialise-cluster.js';

/** Any number; the same in every process, so that of two that attach at once one makes the role. */
const ROLE_LOCK = 7_710_003;

const IS_GRANTED = `select exists (
  select 1 from pg_roles where rolname = '${SCOPED_ROLE}' and pg_has_role('${APPLICATION}', oid, ${TAKES_ON})) as granted`;

/** Makes the role that requests take on and grants it to the platform's own: clusters that were made earlier have none. */
export async function grantScopedRole(administrator: pg.Client): Promise<void> {
  if (await isGranted(administrator)) return;
  await administrator.query('begin');
  await administrator.query('select pg_advisory_xact_lock($1)', [ROLE_LOCK]);
  await administrator.query(makeScopedRole(APPLICATION));
  await administrator.query('commit');
}

async function isGranted(administrator: pg.Client): Promise<boolean> {
  const { rows } = await administrator.query<{ granted: boolean }>(IS_GRANTED);
  return rows[0]?.granted === true;
}
