import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  MalformedAnswerError,
  RateLimitedError,
  ReconnectNeededError,
  UnknownOutcomeError,
} from '../../../../backend/shared/index.js';
import { type OpenSite, openSite } from './open-site.js';

let site: OpenSite;
beforeEach(async () => {
  site = await openSite();
  await site.tool.identify(site.signal);
  await site.fields('summary');
});
afterEach(() => site.expectLawful());

const read = (id: string) => site.readOne(id, 'summary');
async function edit(id: string, summary: string) {
  const item = await read(id);
  const fields = await site.fields('summary');
  const change = { set: { summary }, elements: {}, entering: {} };
  const [step] = await site.tool.steps({ item, change, fields }, site.signal);
  if (step === undefined) throw new Error('an edit is a step');
  return site.tool.perform({ container: 'BENCH', id, step, fields }, site.signal);
}

describe('a read', () => {
  it.each(['retry-after', 'reset-only', 'bare', '503', '503-retry-after'] as const)('outlasts %s', async (kind) => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B16', { kind, times: 2 });
    expect((await read(id)).fields.summary).toBe('a');
    expect(site.requests).toHaveLength(3);
  });

  it.each(['html', 'truncated', 'hang'] as const)('outlasts %s', async (kind) => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B25', { kind, times: 2 });
    expect((await read(id)).fields.summary).toBe('a');
    expect(site.requests).toHaveLength(3);
  });

  it('gives up on HTML that stays, with an excerpt', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B25', { kind: 'html' });
    const error = await read(id).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MalformedAnswerError);
    expect((error as MalformedAnswerError).details.excerpt).toContain('<');
  });

  it('stops the connection on 401, once', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B16', { kind: '401' });
    await expect(read(id)).rejects.toBeInstanceOf(ReconnectNeededError);
    expect(site.requests).toHaveLength(1);
    await expect(read(id)).rejects.toBeInstanceOf(ReconnectNeededError);
    expect(site.requests).toEqual([]);
  });

  it('does not wait an hour', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B16', { kind: 'retry-after', retryAfterSeconds: 3600 });
    await expect(read(id)).rejects.toBeInstanceOf(RateLimitedError);
  });
});

describe('a write', () => {
  it('is sent again after a 429, which did nothing', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B16', { kind: 'retry-after', times: 1, when: ({ isWrite }) => isWrite });
    expect((await edit(id, 'b')).item?.fields.summary).toBe('b');
  });

  it('is sent once when it lands late', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B12', { delayMs: 30_000 });
    await expect(edit(id, 'b')).rejects.toMatchObject({ name: UnknownOutcomeError.name, answered: false });
    site.tick(31);
    site.sandbox.tick();
    expect(site.sandbox.issue(id).fields.summary).toBe('b');
  });

  it('is sent once when a proxy answers in its place', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B25', { kind: 'html', when: ({ isWrite }) => isWrite });
    await expect(edit(id, 'b')).rejects.toMatchObject({ name: UnknownOutcomeError.name, answered: true });
  });
});

describe('a project that vanishes', () => {
  it('leaves its items missing, and its schema a fault that names it', async () => {
    const { id } = site.sandbox.createIssue({ project: 'BENCH', summary: 'a' });
    site.sandbox.manners.set('B17', { project: 'BENCH' });
    const { items, missing } = await site.tool.read(
      { container: 'BENCH', ids: [id], fields: [], comments: false },
      site.signal,
    );
    expect(items).toEqual([]);
    expect(missing).toEqual([{ id, deleted: false, replacedBy: null }]);
  });
});
