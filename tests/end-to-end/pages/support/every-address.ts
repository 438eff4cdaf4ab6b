import type { ApiBench } from '../../../integration/api/support/api-bench.js';

/** Ids of what there is, by what it is. */
export type Ids = Readonly<Record<'run' | 'link' | 'conflict', string>>;

/** Something of everything that a page may be of: a pair, its run, and a field that both sides have changed. */
export async function fillWorld({ world }: ApiBench): Promise<Ids> {
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  const run = await world.run('onboarding');
  world.jira.edit(key, { summary: 'Printer is out' });
  world.serviceNow.people.edit('incident', String(world.incident(key).number), { short_description: 'Printer smells' });
  world.clock.advance(10_000);
  await world.run('incremental');
  const [ids] = await world.sql(
    'select l.id as link, c.id as conflict from links l join conflicts c on c.link_id = l.id',
  );
  return { run: run.id, link: String(ids?.link), conflict: String(ids?.conflict) };
}

/** A place with ids where it has names in braces. */
export function addressOf(place: string, ids: Readonly<Record<string, string>>): string {
  return place.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
}
