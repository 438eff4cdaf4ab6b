/** What a reconcile run was shown; a linked item that is not in it is suspected to be gone (I5). Emptied when the run ends. */
export const up = `
create table listed_items (
  run_id uuid not null references integration_runs on delete cascade,
  side text not null check (side in ('left', 'right')),
  item_id text not null,
  primary key (run_id, side, item_id)
);
`;
