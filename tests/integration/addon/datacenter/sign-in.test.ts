import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { PUBLIC_URL, signInBench, signInPage } from './sign-in-bench.js';

const bench = signInBench();
const REDIRECT = `${PUBLIC_URL}/oauth/callback`;
const signal = new AbortController().signal;

const sealed = async () => {
  const rows = await bench.database.transaction('sealed', ({ query }) =>
    query(
      'select s.sealed, l.client_secret, p.state_hash from sessions s, data_center_links l left join data_center_sign_ins p on true',
    ),
  );
  return JSON.stringify(rows);
};

describe('signing in by Jira Data Center', () => {
  it('sends the window to Jira with the challenge of the page, and lets the person in as Jira knows her', async () => {
    const page = signInPage();
    const address = await bench.begin(page);
    expect(`${address.origin}${address.pathname}`).toBe('https://jira.example.com/rest/oauth2/latest/authorize');
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      client_id: 'server-id',
      response_type: 'code',
      redirect_uri: REDIRECT,
      scope: 'READ',
      code_challenge: page.challenge,
      code_challenge_method: 'S256',
    });
    const { status, body } = await bench.finish(page, await bench.decide(address));
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

  // Red without: the look-up of the state in finishSignIn.
  it('refuses a state that nobody was given, and asks Jira nothing', async () => {
    const page = signInPage();
    const back = await bench.decide(await bench.begin(page));
    back.searchParams.set('state', `jira.${'A'.repeat(43)}`);
    expect((await bench.finish(page, back)).status).toBe(401);
    expect(bench.asked).toEqual([]);
  });

  // Red without: `delete` instead of `select` in takeSignIn.
  it('takes a state once', async () => {
    const page = signInPage();
    const address = await bench.begin(page);
    const back = await bench.decide(address);
    expect((await bench.finish(page, back)).status).toBe(201);
    const again = await bench.decide(address);
    expect(again.searchParams.get('code')).not.toBe(back.searchParams.get('code'));
    bench.asked.length = 0;
    expect((await bench.finish(page, again)).status).toBe(401);
    expect(bench.asked).toEqual([]);
  });

  // Red without: the comparison of the verifier with the challenge in finishSignIn.
  it('lets nobody in by a code that another browser got, and that code is gone', async () => {
    const [hers, his] = [signInPage('hers'), signInPage('his')];
    await bench.begin(his);
    const back = await bench.decide(await bench.begin(hers));
    const swapped = await bench.finish(his, back);
    expect(swapped).toMatchObject({ status: 401, body: { reason: 'another page began to sign in with that state' } });
    expect((await bench.finish(hers, back)).status).toBe(401);
    expect(bench.asked).toEqual([]);
  });

  // Red without: the state of its own for each window.
  it('lets nobody in by a code with the state of another window', async () => {
    const page = signInPage();
    const other = await bench.begin(signInPage('other'));
    const back = await bench.decide(await bench.begin(page), 'allow', 'bob');
    back.searchParams.set('state', other.searchParams.get('state') ?? '');
    expect((await bench.finish(page, back)).status).toBe(401);
  });

  // Red without: CHALLENGE and the form of the verifier.
  it.each([undefined, '', 'plain', 'A'.repeat(42), `${'A'.repeat(42)}"`])(
    'begins nothing for a page that shows %j for a challenge',
    async (challenge) => {
      const answer = await request(bench.server)
        .get('/addon/data-center/sign-in')
        .query({ challenge, code_challenge_method: 'plain' });
      expect(answer.status).toBe(400);
      expect(answer.headers.location).toBeUndefined();
    },
  );

  it.each([{}, { verifier: '' }, { verifier: 'short' }, { verifier: ['v'.repeat(43)] }])(
    'takes nothing from a page that brings %j',
    async (brought) => {
      const back = await bench.decide(await bench.begin(signInPage()));
      const { code, state } = Object.fromEntries(back.searchParams);
      const answer = await request(bench.server)
        .post('/addon/data-center/session')
        .send({ code, state, ...brought });
      expect(answer.status).toBe(400);
      expect(bench.asked).toEqual([]);
    },
  );

  // Red without: building the address of Jira from what is stored alone.
  it('sends nobody elsewhere, whatever the address asks for', async () => {
    const wishes = {
      redirect_uri: 'https://evil.example',
      return: '//evil.example',
      base: 'https://evil.example',
      scope: 'ADMIN',
    };
    const { challenge } = signInPage();
    const answer = await request(bench.server)
      .get('/addon/data-center/sign-in')
      .query({ challenge, ...wishes });
    expect(answer.status).toBe(302);
    expect(answer.headers.location).not.toContain('evil');
    expect(new URL(answer.headers.location ?? '').searchParams.get('scope')).toBe('READ');
  });

  it('lets the person choose where several Jiras are linked, and offers no other', async () => {
    const other = await bench.link('other-id', 'https://other.example.com/jira');
    const { challenge } = signInPage();
    const ask = (site?: string) =>
      request(bench.server)
        .get('/addon/data-center/sign-in')
        .query({ challenge, ...(site !== undefined && { site }) });
    const choice = await ask();
    expect(choice.text).toContain('https://other.example.com/jira</a>');
    expect((await ask(other.id)).headers.location).toMatch(/^https:\/\/other\.example\.com\/jira\/rest\/oauth2/);
    expect((await ask('00000000-0000-4000-8000-000000000000')).headers.location).toBeUndefined();
  });

  // Red without: ends_at in takeSignIn.
  it('waits ten minutes for the person', async () => {
    const page = signInPage();
    const back = await bench.decide(await bench.begin(page));
    await bench.database.transaction('late', ({ query }) =>
      query("update data_center_sign_ins set ends_at = ends_at - interval '10 minutes'"),
    );
    expect((await bench.finish(page, back)).status).toBe(401);
  });
});

describe('what Jira brings back', () => {
  // Red without: a page that is the same for everybody.
  it('is handed to the page that asked and nowhere else, and stands in no document', async () => {
    const state = `jira.${'A'.repeat(43)}`;
    const callback = (query: Record<string, string>) => request(bench.server).get('/oauth/callback').query(query);
    const plain = await callback({ state, code: 'c' });
    const markup = await callback({ state, error: '"><script>alert(1)</script>', error_description: '<b>' });
    expect(markup.text).toBe(plain.text);
    expect(plain.text).toContain('postMessage(message, location.origin)');
    const policy = plain.headers['content-security-policy'];
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/]{43}=';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(plain.headers['referrer-policy']).toBe('no-referrer');
    expect((await callback({ state: 'of another provider', code: 'c' })).status).toBe(404);
  });

  it('is no code when the person says no', async () => {
    const back = await bench.decide(await bench.begin(signInPage()), 'deny');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied' });
    expect((await bench.finish(signInPage(), back)).status).toBe(400);
  });

  // Red without: `told` in oauthClient, which writes the reason in our words.
  it('is repeated to nobody where Jira refuses with markup', async () => {
    const page = signInPage();
    const back = await bench.decide(await bench.begin(page));
    bench.instead = ({ url }) =>
      url.endsWith('/token')
        ? {
            status: 400,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ error: '<script>', error_description: '<img src=x onerror=alert(1)>' }),
          }
        : null;
    const { status, text } = await bench.finish(page, back);
    expect(status).toBe(401);
    expect(text).not.toMatch(/[<>]/);
  });

  it.each([
    ['a page', 200, '<html>'],
    ['no refresh token', 200, '{"access_token": "a", "token_type": "bearer"}'],
    ['a token of another kind', 200, '{"access_token": "a", "refresh_token": "r", "token_type": "mac"}'],
    ['a fault', 500, ''],
  ])('lets nobody in when it is %s', async (_, status, body) => {
    const page = signInPage();
    const back = await bench.decide(await bench.begin(page));
    bench.instead = () => ({ status, headers: { 'content-type': 'application/json' }, body });
    expect((await bench.finish(page, back)).status).toBeGreaterThanOrEqual(401);
    expect(await sealed()).not.toContain('sealed');
  });
});

describe('the tokens of a person', () => {
  it('are nowhere in clear', async () => {
    const tokens: string[] = [];
    const hear = bench.application.outgoing;
    bench.instead = null;
    Object.assign(bench.application, {
      outgoing: async (...[sent, options]: Parameters<typeof hear>) => {
        const answer = await hear(sent, options);
        if (sent.url.endsWith('/token')) tokens.push(...Object.values(JSON.parse(answer.body)).map(String));
        return answer;
      },
    });
    const token = await bench.signIn();
    expect(tokens.filter((text) => text.length === 64)).toHaveLength(2);
    const stored = await sealed();
    for (const secret of [...tokens.filter((text) => text.length === 64), 'secret of server-id', token]) {
      expect(stored).not.toContain(secret);
    }
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
    bench.instead = ({ url }) =>
      url.endsWith('/token')
        ? { status: 400, headers: { 'content-type': 'application/json' }, body: '{"error": "invalid_grant"}' }
        : null;
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
