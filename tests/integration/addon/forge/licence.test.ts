import { describe, expect, test } from 'vitest';
import { readingOfInvocation } from '../../../../addon/forge/licence-of-invocation.js';
import type { ForgeInvocation } from '../../../sandbox/jira-host/forge/index.js';
import { APP_ID, forgeBench } from './support/forge-bench.js';

const ENDS = '2027-01-31T00:00:00.000Z';

describe('what a token says of the licence', () => {
  const said = (type: string, license?: unknown) =>
    readingOfInvocation({ app: { environment: { type }, license } } as Parameters<typeof readingOfInvocation>[0]);

  test.each([
    ['a paid one', { active: true, subscriptionEndDate: ENDS }, { kind: 'active', endsAt: ENDS }],
    ['one under its earlier name', { isActive: true }, { kind: 'active', endsAt: null }],
    ['a trial', { active: true, isEvaluation: true, trialEndDate: ENDS }, { kind: 'evaluation', endsAt: ENDS }],
    ['an ended one', { active: false, subscriptionEndDate: ENDS }, { kind: 'expired', endsAt: ENDS }],
    [
      'an ended one, whatever its earlier name says',
      { active: false, isActive: true },
      { kind: 'expired', endsAt: null },
    ],
    [
      'one with an end that is no date',
      { active: true, subscriptionEndDate: 'soon' },
      { kind: 'active', endsAt: null },
    ],
    ['one of a shape that nobody knows', { state: 'fine' }, { kind: 'unknown', endsAt: null }],
    ['a word', 'active', { kind: 'unknown', endsAt: null }],
    ['none', undefined, { kind: 'none', endsAt: null }],
  ])('in production: %s', (_, license, expected) => {
    expect(said('PRODUCTION', license)).toEqual(expected);
  });

  test('elsewhere: that it is being developed', () => {
    for (const type of ['DEVELOPMENT', 'STAGING']) expect(said(type).kind).toBe('development');
  });
});

describe('a server that wants a licence', () => {
  const bench = forgeBench({ licence: 'required' });
  const licence = async (invocation: Partial<ForgeInvocation>) =>
    (await bench.ask('/site', { invocation })).body.licence;
  const status = async (invocation: Partial<ForgeInvocation>) =>
    (await bench.ask('/resume', { invocation, post: {} })).status;

  // Red without: isNews in meet-site.ts.
  test('goes by each token: nothing is changed without one, and again with one', async () => {
    await bench.pair();
    expect(await licence({ licence: { active: true } })).toMatchObject({ state: 'active', mayChange: true });
    expect(await status({ licence: { active: true } })).toBe(200);
    expect(await status({ licence: { active: false } })).toBe(403);
    expect(await licence({ licence: { active: false } })).toMatchObject({
      state: 'expired',
      mayChange: false,
      mayRun: true,
      link: expect.stringContaining('https://acme.atlassian.net'),
    });
    expect(await licence({})).toMatchObject({ state: 'none' });
    expect(await status({ licence: { active: true } })).toBe(200);
  });

  test('and by what the License API has told the app, in production', async () => {
    await bench.pair();
    const told = (data: unknown) => ({ status: 200, body: { results: [{ appId: APP_ID.split('/')[1], data }] } });
    const noted = async () =>
      (await bench.world.sql(`select licence->'last'->'reading'->>'kind' as kind from sites`))[0]?.kind;
    const paid = { licence: { active: true } };
    await bench.call('licence', told({ active: true, isEvaluation: true }), paid);
    expect(await noted()).toBe('evaluation');
    await bench.call('licence', told({ active: false }), paid);
    expect(await noted()).toBe('expired');
    await bench.call('licence', { status: 200, body: { results: [{ appId: 'another', data: { active: true } }] } });
    expect(await noted()).not.toBe('active');
    await bench.call('licence', told({ active: false }), { environment: 'DEVELOPMENT' });
    expect(await noted()).toBe('development');
  });
});
