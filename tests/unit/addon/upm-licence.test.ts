import { describe, expect, it } from 'vitest';
import { readUpmLicence } from '../../../addon/datacenter/index.js';
import { type HttpPort, NoAnswerError } from '../../../backend/connectors/sdk/index.js';

const ENDS = Date.parse('2027-01-31T00:00:00.000Z');
const answering =
  (body: string, status = 200): HttpPort =>
  async () => ({ status, headers: {}, body });

function ask(send: HttpPort, signal = new AbortController().signal) {
  return readUpmLicence({ send, baseUrl: 'https://jira.example.com/jira', authorization: 'Bearer t', signal });
}

describe('the licence by UPM', () => {
  // Red without: the line of readingOf that each row is about.
  it.each([
    [{ valid: true }, { kind: 'active', endsAt: null }],
    [
      { valid: true, error: '', evaluation: false, expiryDate: ENDS },
      { kind: 'active', endsAt: '2027-01-31T00:00:00.000Z' },
    ],
    [
      { valid: true, error: null, evaluation: true, rawLicense: 'AAAB' },
      { kind: 'evaluation', endsAt: null },
    ],
    [
      { valid: false, error: 'EXPIRED', expiryDate: ENDS },
      { kind: 'expired', endsAt: '2027-01-31T00:00:00.000Z' },
    ],
    [
      { valid: true, expired: true },
      { kind: 'expired', endsAt: null },
    ],
    [
      { valid: true, error: 'USER_MISMATCH' },
      { kind: 'unknown', endsAt: null },
    ],
    [
      { valid: false, error: 'TYPE_MISMATCH' },
      { kind: 'none', endsAt: null },
    ],
    [{ valid: false }, { kind: 'unknown', endsAt: null }],
    [{ valid: 'true' }, { kind: 'unknown', endsAt: null }],
    [
      { valid: true, error: { code: 7 } },
      { kind: 'unknown', endsAt: null },
    ],
    [
      { valid: true, expiryDate: 1e99 },
      { kind: 'active', endsAt: null },
    ],
    [{}, { kind: 'unknown', endsAt: null }],
    [[], { kind: 'unknown', endsAt: null }],
    [null, { kind: 'unknown', endsAt: null }],
  ])('reads %j', async (answer, reading) => {
    expect(await ask(answering(JSON.stringify(answer)))).toEqual(reading);
  });

  it.each([
    ['a page', answering('<html>Log in</html>')],
    ['a refusal', answering('{"valid": true}', 403)],
    [
      'no answer',
      async () => {
        throw new NoAnswerError('refused', { sent: false });
      },
    ],
  ] as const)('takes %s for an answer that says nothing', async (_, send) => {
    expect(await ask(send)).toEqual({ kind: 'unknown', endsAt: null });
  });

  it('asks for the plugin that the build makes, below the path of Jira', async () => {
    const urls: string[] = [];
    await ask(async ({ url, headers }) => {
      urls.push(`${headers.authorization} ${url}`);
      return { status: 404, headers: {}, body: '' };
    });
    expect(urls).toEqual(['Bearer t https://jira.example.com/jira/rest/plugins/1.0/app.syncline.jira-key/license']);
  });

  // Red without: throwIfAborted. A server that stops would note that nothing is known.
  it('gives no reading when it was stopped', async () => {
    await expect(ask(answering('{', 200), AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
  });
});
