import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { findBuiltFrontend } from '../../../../backend/pages/index.js';
import { PUBLIC_URL, signInBench } from './sign-in-bench.js';

const bench = signInBench();
const REDIRECT = `${PUBLIC_URL}/oauth/callback`;
const JSON_TYPE = { 'content-type': 'application/json' };
const signal = new AbortController().signal;

const stored = async () => {
  const rows = await bench.database.transaction('stored', ({ query }) =>
    query(
      'select s.*, l.client_secret, p.hash as pending from data_center_links l left join sessions s on true left join pending_sign_ins p on true',
    ),
  );
  return JSON.stringify(rows);
};

describe('signing in by Jira Data Center', () => {
  it('sends the window to Jira with a challenge, and lets the person in as Jira knows her', async () => {
    const begun = await bench.begin();
    expect(`${begun.url.origin}${begun.url.pathname}`).toBe('https://jira.example.com/rest/oauth2/latest/authorize');
    expect(Object.fromEntries(begun.url.searchParams)).toMatchObject({
      client_id: 'server-id',
      response_type: 'code',
      redirect_uri: REDIRECT,
      scope: 'READ',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    const { status, body } = await bench.finish(begun, await bench.decide(begun.url));
    expect(status).toBe(201);
    const caller = await bench.caller(body.token);
    expect(caller).toMatchObject({ host: 'data center', tenant: 'default', site: { id: bench.site.id } });
    expect(caller.actor).toMatchObject({ kind: 'jira' });
    expect(caller.rights.role).toBeNull();
  });

  it('gives the rights that Jira says, and believes them for a minute', async () => {
    const token = await bench.signIn('admin');
    bench.asked.length = 0;
    const issue = bench.jira.createIssue({ project: 'BENCH', summary: 'seen' });
    const { rights } = await bench.caller(token);
    expect(rights.role).toBe('administrator');
    expect(await rights.onIssue(issue.id, signal)).toEqual({ browse: true, edit: true });
    expect((await bench.caller(token)).rights.role).toBe('administrator');
    expect(bench.asked).toEqual(['GET /rest/api/2/mypermissions', 'GET /rest/api/2/mypermissions']);
    bench.wait(60_000);
    await bench.caller(token);
    expect(bench.asked).toHaveLength(3);
  });

  // Red without: comparing the state with the proof in endSignIn.
  it('refuses a state that nobody was given, and asks Jira nothing', async () => {
    const begun = await bench.begin();
    const back = await bench.decide(begun.url);
    back.searchParams.set('state', 'A'.repeat(43));
    expect((await bench.finish(begun, back)).status).toBe(403);
    expect(bench.asked).toEqual([]);
  });

  // Red without: the delete in endSignIn.
  it('takes a state once', async () => {
    const begun = await bench.begin();
    expect((await bench.finish(begun, await bench.decide(begun.url))).status).toBe(201);
    const again = await bench.decide(begun.url);
    expect(again.searchParams.has('code')).toBe(true);
    bench.asked.length = 0;
    expect((await bench.finish(begun, again)).status).toBe(403);
    expect(bench.asked).toEqual([]);
  });

  // Red without: the proof, which the page of another browser has not.
  it('lets nobody in by a code that another browser got', async () => {
    const [hers, his] = [await bench.begin(), await bench.begin()];
    const back = await bench.decide(hers.url);
    expect((await bench.finish(his, back)).status).toBe(403);
    // Nor when he sends his own state with her code: to Jira it belongs to another verifier.
    back.searchParams.set('state', his.url.searchParams.get('state') ?? '');
    expect((await bench.finish(his, back)).status).toBe(403);
    expect(await stored()).not.toContain('"sealed":"');
  });

  // Red without: the verifier in `exchange`; the simulated Jira holds it against the challenge.
  it('proves to Jira that it is the one who began', async () => {
    const begun = await bench.begin();
    begun.url.searchParams.set('code_challenge', 'A'.repeat(43));
    expect((await bench.finish(begun, await bench.decide(begun.url))).status).toBe(403);
  });

  it.each([{}, { proof: '' }, { proof: 'synclinep_x', query: 'state=a&state=b' }, { query: 'code=c' }])(
    'takes nothing from a page that brings %j',
    async (brought) => {
      const answer = await request(bench.server).post('/api/v1/session/exchange').send(brought);
      expect([400, 403]).toContain(answer.status);
      expect(bench.asked).toEqual([]);
    },
  );

  // Red without: building the address of Jira from what is stored alone.
  it('sends nobody elsewhere, whatever is asked for', async () => {
    const begin = (body: object) => request(bench.server).post('/api/v1/session/begin').send(body);
    expect((await begin({ site: bench.site.id, redirect_uri: 'https://evil.example' })).status).toBe(400);
    expect((await begin({ site: bench.site.id, returnTo: 'https://evil.example' })).status).toBe(400);
    expect((await begin({ site: '00000000-0000-4000-8000-000000000000' })).status).toBe(404);
    expect((await begin({ site: 'https://evil.example' })).status).toBe(400);
  });

  it('ends with the pairing of the Jira', async () => {
    const token = await bench.signIn();
    const begun = await bench.begin();
    const back = await bench.decide(begun.url);
    await bench.database.transaction('unpair', ({ query }) => query("update sites set state = 'unpaired'"));
    expect((await bench.finish(begun, back)).status).toBe(403);
    expect((await bench.caller(token)).rights.role).toBeNull();
  });
});

describe('what Jira brings back', () => {
  // Red without: a page that is the same for everybody.
  it('stands in no document', async () => {
    const callback = (query: Record<string, string>) => request(bench.server).get('/oauth/callback').query(query);
    const plain = await callback({ state: 's', code: 'c' });
    expect((await callback({ state: 's', error: '"><script>alert(1)</script>', error_description: '<b>' })).text).toBe(
      plain.text,
    );
  });

  it('lets nobody in when the person says no', async () => {
    const begun = await bench.begin();
    const back = await bench.decide(begun.url, 'deny');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied' });
    expect((await bench.finish(begun, back)).status).toBe(403);
    expect(bench.asked).toEqual([]);
  });

  // Red without: saying why in our words.
  it('is repeated to nobody where Jira refuses with markup', async () => {
    const begun = await bench.begin();
    const back = await bench.decide(begun.url);
    const body = JSON.stringify({ error: '<script>', error_description: '<img src=x onerror=alert(1)>' });
    bench.instead = ({ url }) => (url.endsWith('/token') ? { status: 400, headers: JSON_TYPE, body } : null);
    const { status, text } = await bench.finish(begun, back);
    expect(status).toBe(403);
    expect(text).not.toMatch(/[<>]/);
  });

  it.each([
    ['a page', 200, '<html>'],
    ['no refresh token', 200, '{"access_token": "a", "token_type": "bearer"}'],
    ['a token of another kind', 200, '{"access_token": "a", "refresh_token": "r", "token_type": "mac"}'],
    ['a fault', 500, ''],
  ])('lets nobody in when it is %s', async (_, status, body) => {
    const begun = await bench.begin();
    const back = await bench.decide(begun.url);
    bench.instead = () => ({ status, headers: JSON_TYPE, body });
    expect((await bench.finish(begun, back)).status).toBeGreaterThanOrEqual(403);
    expect(await stored()).not.toContain('"sealed":"');
  });
});

describe('the tokens of a person', () => {
  it('are nowhere in clear', async () => {
    const tokens: string[] = [];
    const hear = bench.application.outgoing;
    Object.assign(bench.application, {
      outgoing: async (...[sent, options]: Parameters<typeof hear>) => {
        const answer = await hear(sent, options);
        if (sent.url.endsWith('/token')) tokens.push(...Object.values(JSON.parse(answer.body)).map(String));
        return answer;
      },
    });
    const token = await bench.signIn();
    const given = tokens.filter((text) => text.length === 64);
    expect(given).toHaveLength(2);
    const kept = await stored();
    expect(kept).toContain('"sealed":"');
    for (const secret of [...given, 'secret of server-id', token]) expect(kept).not.toContain(secret);
  });

  // Red without: the lock of the row in freshTokens: the second renewal would show a token that is good no more.
  it('are renewed once, however many ask at that moment', async () => {
    const token = await bench.signIn();
    bench.wait(7_200_000);
    bench.asked.length = 0;
    const callers = await Promise.all([1, 2, 3].map(() => bench.caller(token)));
    expect(callers.map(({ host }) => host)).toEqual(['data center', 'data center', 'data center']);
    expect(bench.asked.filter((asked) => asked.endsWith('/token'))).toHaveLength(1);
    bench.wait(7_200_000);
    expect((await bench.caller(token)).host).toBe('data center');
  });

  it('that Jira does not renew end the session', async () => {
    const token = await bench.signIn();
    bench.wait(7_200_000);
    const body = '{"error": "invalid_grant"}';
    bench.instead = ({ url }) => (url.endsWith('/token') ? { status: 400, headers: JSON_TYPE, body } : null);
    await expect(bench.caller(token)).rejects.toMatchObject({
      name: 'NotSignedInError',
      message: 'Jira refuses: invalid_grant',
    });
  });

  // Red without: the look at 401 in dataCenterCaller.
  it('that Jira takes no more let nobody in', async () => {
    const token = await bench.signIn();
    bench.instead = () => ({ status: 401, headers: {}, body: '' });
    await expect(bench.caller(token)).rejects.toMatchObject({ name: 'NotSignedInError' });
  });

  // Red without: binding what is sealed to the address of the Jira.
  it('never go to another address than they were given for', async () => {
    const token = await bench.signIn();
    await bench.database.transaction('move', ({ query }) =>
      query("update sites set base_url = 'https://evil.example' where id = $1", [bench.site.id]),
    );
    bench.asked.length = 0;
    await expect(bench.caller(token)).rejects.toThrow();
    expect(bench.asked).toEqual([]);
  });
});

describe('the pages in Jira Data Center', () => {
  const policyOf = async (referer?: string) => {
    const asked = request(bench.server).get('/addon/data-center/panel?issueId=1&issueKey=BENCH-1');
    const { status, headers, text } = await (referer === undefined ? asked : asked.set('referer', referer));
    expect(status).toBe(200);
    return { text, ancestors: /frame-ancestors (.+?)(;|$)/.exec(headers['content-security-policy'] ?? '')?.[1] };
  };

  // Red without: frameAncestors of the site alone in the router.
  it('may be framed by the linked Jira alone, and of several by the one whose page it is', async () => {
    expect(findBuiltFrontend(), 'the pages are not built: npm run build').not.toBeNull();
    const alone = await policyOf();
    expect(alone.ancestors).toBe('https://jira.example.com');
    expect(alone.text).toContain(`data-site="${bench.site.id}"`);
    await bench.link('other-id', 'https://other.example.com/jira');
    expect((await policyOf('https://other.example.com/')).ancestors).toBe('https://other.example.com');
    expect((await policyOf('https://evil.example/')).ancestors).toBe("'none'");
    expect((await policyOf()).ancestors).toBe("'none'");
  });
});
