import { describe, expect, it } from 'vitest';
import { readBaseUrl } from '../../../addon/build/index.js';

describe('the base URL of a build', () => {
  it.each([
    ['https://sync.example.com/', 'https://sync.example.com'],
    ['https://SYNC.example.com:443/sync//', 'https://sync.example.com/sync'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:8080/', 'http://[::1]:8080'],
  ])('takes %s', (written, taken) => {
    expect(readBaseUrl(written)).toBe(taken);
  });

  // Red without: the check that each row names.
  it.each([
    ['sync.example.com', 'it is no address'],
    ['ftp://sync.example.com', 'its scheme is ftp:'],
    ['javascript:alert(1)', 'its scheme is javascript:'],
    ['https://me:geheim@sync.example.com', 'it holds a user name or a password'],
    ['https://sync.example.com/?a=1', 'it has a query or a fragment'],
    ['https://sync.example.com/#a', 'it has a query or a fragment'],
    ['http://sync.example.com', 'it is plain http'],
    ['http://localhost.example.com', 'it is plain http'],
  ])('refuses %s, and says why without repeating it', (written, fault) => {
    expect(() => readBaseUrl(written)).toThrow(`the base URL cannot be used: ${fault}; write`);
    expect(() => readBaseUrl(written)).not.toThrow(/geheim/);
  });
});
