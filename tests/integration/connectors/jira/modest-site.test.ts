import { describe, expect, it } from 'vitest';
import { empty, json, type SandboxHandler } from '../../../sandbox/http/index.js';
import { type OpenSite, openSite } from './open-site.js';

/** A site on which some endpoints are not there. */
function without(path: RegExp): (site: SandboxHandler) => SandboxHandler {
  return (site) => ({
    handle: async (request) => (path.test(request.url) ? empty(405) : site.handle(request)),
  });
}

/** A site whose searches leave out properties. */
function searchingWithoutProperties(site: SandboxHandler): SandboxHandler {
  return {
    handle: async (request) => {
      const outcome = await site.handle(request);
      if (!request.url.endsWith('/search/jql') || 'drop' in outcome) return outcome;
      const body = JSON.parse(outcome.body.toString());
      for (const issue of body.issues) delete issue.properties;
      return json(outcome.status, body, { date: outcome.headers.date ?? '' });
    },
  };
}

async function overwrittenOn(site: OpenSite) {
  const { key, id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
  const fields = await site.fields('summary');
  const before = await site.readOne(key, 'summary');
  site.tick();
  site.sandbox.edit(key, { summary: 'theirs' });
  site.tick();
  const change = { set: { summary: 'ours' }, elements: {}, entering: {} };
  for (const step of await site.tool.steps({ item: before, change, fields }, site.signal)) {
    await site.tool.perform({ container: 'BENCH', id, step, fields }, site.signal);
  }
  const after = await site.readOne(key, 'summary');
  site.requests.length = 0;
  return { id, request: { itemId: id, before, after, fields } };
}

describe('where the site offers less', () => {
  it('pages do not pretend to know marks', async () => {
    const site = await openSite({ through: searchingWithoutProperties });
    const { key } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.setProperty(key, 'syncline', { mark: 'm1' });
    const query = { container: 'BENCH', filter: null, order: 'identity', updatedSince: null } as const;
    const { refs } = await site.tool.page({ ...query, createdSince: null, after: null }, site.signal);
    expect(refs).toHaveLength(1);
    expect(refs[0]).not.toHaveProperty('mark');
    expect((await site.readOne(key, 'summary')).mark).toBe('m1');
  });

  it('histories are read one by one, and the bulk call is not tried again', async () => {
    const site = await openSite({ through: without(/changelog\/bulkfetch/) });
    const { id, request } = await overwrittenOn(site);
    const found = [{ itemId: id, field: 'summary', value: 'theirs', by: 'Alice Anders' }];
    expect(await site.tool.overwritten([request], site.signal)).toEqual(found);
    site.requests.length = 0;
    expect(await site.tool.overwritten([request], site.signal)).toEqual(found);
    expect(site.requests).toEqual([`GET /rest/api/3/issue/${id}/changelog`]);
  });

  it('histories of many are not read at all', async () => {
    const site = await openSite({ through: without(/changelog\/bulkfetch/) });
    const { request } = await overwrittenOn(site);
    const many = Array.from({ length: 11 }, (_, n) => ({ ...request, itemId: String(n) }));
    expect(await site.tool.overwritten(many, site.signal)).toEqual([]);
    expect(site.requests).toEqual(['POST /rest/api/3/changelog/bulkfetch']);
  });

  it('fields that can be edited count as fields of the create screen', async () => {
    const site = await openSite({ through: without(/createmeta/) });
    const fields = await site.fields('summary', 'priority', 'created', 'status');
    expect(fields.map(({ id, onCreate }) => [id, onCreate])).toEqual([
      ['summary', true],
      ['priority', true],
      ['created', false],
      ['status', false],
    ]);
  });
});
