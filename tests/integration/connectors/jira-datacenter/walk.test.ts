import { afterEach, describe, expect, it } from 'vitest';
import type { ItemRef, PageQuery } from '../../../../backend/connectors/sdk/index.js';
import type { OpenSite } from '../jira/open-site.js';
import { openDataCenter, withPagesOf } from './open-data-center.js';

const BY_KEY: PageQuery = {
  container: 'BENCH',
  filter: null,
  order: 'identity',
  updatedSince: null,
  createdSince: null,
  after: null,
};

let site: OpenSite;
afterEach(() => site.expectLawful());

/** All references of a query, page by page; `between` happens after each page but the last. */
async function walk(query: PageQuery, between: (page: number) => void = () => undefined): Promise<readonly ItemRef[]> {
  const refs: ItemRef[] = [];
  for (let pages = 1, after: PageQuery['after'] = null; ; pages += 1) {
    const page = await site.tool.page({ ...query, after }, site.signal);
    refs.push(...page.refs);
    after = page.next;
    if (after === null) return refs;
    if (pages > 50) throw new Error(`no end: ${JSON.stringify(after)} ${keysOf(page.refs)}`);
    between(pages);
  }
}

/** So many issues, `apartSeconds` after one another. */
function make(count: number, apartSeconds = 90): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    site.tick(apartSeconds);
    return site.sandbox.createIssue({ project: 'BENCH', summary: `issue ${index}` }).key;
  });
}

function removeAll(keys: readonly string[]): void {
  for (const key of keys) site.sandbox.remove(key);
}

const keysOf = (refs: readonly ItemRef[]) => refs.map(({ key }) => key);

describe('a walk by key', () => {
  it('is one call where everything fits into a page', async () => {
    site = await openDataCenter();
    const keys = make(3);
    await site.tool.identify(site.signal);
    site.requests.length = 0;
    expect(keysOf(await walk(BY_KEY))).toEqual(keys);
    expect(site.requests).toEqual(['POST /rest/api/2/search']);
  });

  it('shows every issue once, whatever the size of a page', async () => {
    site = await openDataCenter({ through: withPagesOf(3) });
    const keys = make(8);
    expect(keysOf(await walk(BY_KEY))).toEqual(keys);
  });

  // Red without: the anchor that every page begins with (walk.ts); an offset would skip as many as have gone before it (B4)
  it('leaves nothing out when issues that it has passed are deleted', async () => {
    site = await openDataCenter({ through: withPagesOf(3) });
    const keys = make(9);
    const found = keysOf(await walk(BY_KEY, (page) => page === 1 && removeAll(keys.slice(0, 2))));
    expect(found).toEqual(keys);
  });

  // Red without: the second and third anchor, or the check that the page begins with the asked one (walk.ts)
  it.each([
    ['is deleted', (key: string) => site.sandbox.remove(key)],
    ['moves to another project', (key: string) => site.sandbox.move(key, 'NET')],
  ])('goes on when the issue at which it stands %s', async (_name, happens) => {
    site = await openDataCenter({ through: withPagesOf(3) });
    const keys = make(7);
    const found = keysOf(await walk(BY_KEY, (page) => page === 1 && happens(keys[2] ?? '')));
    expect(found).toEqual(keys);
  });

  it('starts over when none of those is there at which it could go on', async () => {
    site = await openDataCenter({ through: withPagesOf(3) });
    const keys = make(7);
    const found = keysOf(await walk(BY_KEY, (page) => page === 1 && removeAll(keys.slice(0, 3))));
    expect(found).toEqual(keys);
  });

  it('goes on at an issue that the filter does not hold for any more', async () => {
    site = await openDataCenter({ through: withPagesOf(3) });
    const keys = make(7);
    for (const key of keys) site.sandbox.edit(key, { labels: ['in'] });
    const filter = 'labels = in ORDER BY created';
    const found = keysOf(
      await walk({ ...BY_KEY, filter }, (page) => page === 1 && site.sandbox.edit(keys[2] ?? '', { labels: [] })),
    );
    expect(found).toEqual(keys);
  });
});

describe('a walk by the time of the last change', () => {
  const since = { order: 'updated', updatedSince: new Date('2026-03-02T09:00:00.000Z') } as const;

  it('is one call when little has changed', async () => {
    site = await openDataCenter();
    make(3);
    await site.tool.identify(site.signal);
    site.requests.length = 0;
    expect(await walk({ ...BY_KEY, ...since })).toHaveLength(3);
    expect(site.requests).toEqual(['POST /rest/api/2/search']);
  });

  // Red without: going on from the minute of the last one (walk.ts), by an offset
  it('leaves nothing out when what it has shown is changed meanwhile', async () => {
    site = await openDataCenter({ through: withPagesOf(4) });
    const keys = make(12);
    const found = keysOf(
      await walk({ ...BY_KEY, ...since }, (page) => {
        site.tick(90);
        site.sandbox.edit(keys[page - 1] ?? '', { labels: [`page${page}`] });
      }),
    );
    expect([...new Set(found)].sort()).toEqual([...keys].sort());
    expect(found.filter((key) => key === keys[0]).length).toBeGreaterThan(1);
  });

  it('goes through a minute that holds more than a page by key', async () => {
    site = await openDataCenter({ through: withPagesOf(4) });
    const before = make(2);
    const crowd = make(11, 1);
    const after = make(3);
    const found = keysOf(await walk({ ...BY_KEY, ...since }));
    expect([...new Set(found)].sort()).toEqual([...before, ...crowd, ...after].sort());
  });

  it('knows the marks of what it has made itself, and of others that they have none', async () => {
    site = await openDataCenter();
    const [key] = make(1);
    const fields = await site.fields('summary');
    const { typeId } = await site.readOne(key ?? '', 'summary');
    const items = [{ typeId, fields: { summary: 'ours' }, mark: 'm1' }];
    await site.tool.create({ container: 'BENCH', items, fields }, site.signal);
    expect((await walk(BY_KEY)).map(({ mark }) => mark)).toEqual([null, 'm1']);
    const identity = await site.tool.identify(site.signal);
    const another = await openDataCenter({ identity, through: () => site.sandbox });
    const { refs } = await another.tool.page(BY_KEY, another.signal);
    expect(refs[0]?.mark).toBeNull();
    expect(refs[1]).not.toHaveProperty('mark');
  });
});
