import { readFileSync } from 'node:fs';
import { createQueryStringHash, fromMethodAndUrl } from '@atlassian/atlassian-jwt';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalRequest, queryHash } from '../../../backend/jira-app/index.js';
import { describeWithTruth } from '../../support/truth.js';

const vectors = z.object({
  vectors: z.array(
    z.object({
      method: z.string(),
      url: z.string(),
      base: z.string().nullable(),
      canonical: z.string(),
      qsh: z.string(),
    }),
  ),
});

const rawOf = (url: string) => (url.startsWith('/') ? url : url.slice(new URL(url).origin.length));
const pathOf = (base: string | null) => (base === null ? '' : new URL(base).pathname.replace(/\/$/, ''));

describeWithTruth('the vectors of Atlassian’s library', (truth) => {
  const file = readFileSync(`${truth}/fixtures/connect-jwt/qsh-vectors.json`, 'utf8');
  const all = vectors.parse(JSON.parse(file)).vectors;

  it('are there', () => expect(all.length).toBeGreaterThanOrEqual(20));

  it.each(all)('$method $url below $base', ({ method, url, base, canonical, qsh }) => {
    expect(canonicalRequest(method, rawOf(url), pathOf(base))).toBe(canonical);
    expect(queryHash(method, rawOf(url), pathOf(base))).toBe(qsh);
  });
});

it('agrees with Atlassian’s library on whatever query', () => {
  const word = fc.string({ unit: fc.constantFrom(..."abA1[]!'()*~ é&=+%/;,_-."), maxLength: 5 });
  const pairs = fc.array(fc.tuple(word, fc.option(word)), { maxLength: 6 });
  fc.assert(
    fc.property(pairs, fc.constantFrom('get', 'POST', 'DELETE'), (query, method) => {
      const written = query
        .map(([name, value]) => encodeURIComponent(name) + (value === null ? '' : `=${encodeURIComponent(value)}`))
        .join('&');
      const url = `/rest/x/${query.length}${written === '' ? '' : `?${written}`}`;
      expect(queryHash(method, url, '')).toBe(createQueryStringHash(fromMethodAndUrl(method, url)));
    }),
    { numRuns: 2_000 },
  );
});

// Red without: the boundary in canonicalPath; the library takes `/hub` off `/hubba` as well.
it('takes the path of the app off at a boundary alone, and finds it gone where a proxy has cut it off', () => {
  expect(canonicalRequest('GET', '/hubba/x', '/hub')).toBe('GET&/hubba/x&');
  expect(canonicalRequest('GET', '/hub', '/hub')).toBe('GET&/&');
  expect(canonicalRequest('GET', '/addon/x', '/hub')).toBe('GET&/addon/x&');
});

it('leaves encoded slashes and brackets of the path as they came', () => {
  expect(canonicalRequest('GET', '/a%2Fb/%5Bc%5D?d[e]=1', '')).toBe('GET&/a%2Fb/%5Bc%5D&d%5Be%5D=1');
});

it('throws at a percent sign that says nothing', () => {
  expect(() => queryHash('GET', '/x?a=%zz', '')).toThrow(URIError);
});
