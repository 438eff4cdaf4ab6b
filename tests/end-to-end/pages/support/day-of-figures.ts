import type { World } from '../../../support/world.js';

/** A day of figures up to now, as a quiet installation has them. */
export async function fillDayOfFigures({ sql }: Pick<World, 'sql'>): Promise<void> {
  const at = `date_bin('5 minutes', syncline_now(), timestamptz 'epoch') - n * interval '5 minutes'`;
  const add = (figure: string, subject: string, count: string, every = 1) =>
    sql(
      `insert into figures as f (integration_id, began_at, figure, subject, count)
       select id, ${at}, $1, $2, ${count} from integrations, generate_series(0, 288) n where n % ${every} = 0
       on conflict (integration_id, began_at, figure, subject) do update set count = f.count + excluded.count`,
      [figure, subject],
    );
  // In working hours there is more to do than at night, and never the same twice.
  const hour = `(extract(epoch from ${at}) / 3600)::numeric % 24`;
  const work = `power(sin(pi() * least(greatest((${hour} - 6) / 14, 0), 1)), 2)`;
  const wave = (least: number, most: number) =>
    `round((${least} + ${most} * ${work}) * (0.7 + (n * 7919 % 97) / 160.0))::int`;
  await add('created', '', '1', 23);
  await add('updated', '', wave(1, 5));
  await add('failed', '', '1', 131);
  await add('delay', '18', wave(1, 3));
  await add('delay', '20', wave(1, 5));
  await add('delay', '22', '1');
  await add('delay', '24', `(${work} > 0.5)::int`);
  await add('reads', 'jira', wave(38, 30));
  await add('writes', 'jira', wave(1, 6));
  await add('reads', 'service-now', wave(30, 20));
  await add('writes', 'service-now', wave(1, 5));
}
