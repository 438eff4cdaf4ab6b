import { expect, it } from 'vitest';
import { askDataCenterLicence } from '../../../../addon/datacenter/ask-licence.js';
import type { HttpPort } from '../../../../backend/connectors/sdk/index.js';
import { signInBench } from './sign-in-bench.js';

const bench = signInBench();
const NAME = 'our-jira';
const URL_OF_JIRA = 'https://jira.example.com';

/** A connection with a token. */
function connect(name: string, siteId: string) {
  const token = `token of ${name}`;
  const credentials = JSON.stringify({
    token: bench.application.secretBox.seal({ tenant: 'default', connection: name, url: URL_OF_JIRA }, token),
  });
  const settings = {
    url: URL_OF_JIRA,
    insecure: false,
    auth: { kind: 'token', fields: {} },
    limits: {},
    readOnly: false,
    deployment: null,
    options: {},
  };
  return bench.database.transaction('connect', ({ query }) =>
    query(
      `insert into connections (id, name, connector, settings, credentials, state, site_id)
       values (gen_random_uuid(), $1, 'jira', $2, $3, 'active', $4)`,
      [name, JSON.stringify(settings), credentials, siteId],
    ),
  );
}

// Red without: the comparison of the site in askDataCenterLicence, and going on to the next account.
it('asks the Jira itself, with the accounts of its own connections until one is told', async () => {
  const shown: string[] = [];
  const port: HttpPort = async ({ url, headers }) => {
    shown.push(`${headers.authorization} ${url}`);
    const isAdministrator = headers.authorization === `Bearer token of ${NAME}`;
    return { status: isAdministrator ? 200 : 403, headers: {}, body: '{"valid": true, "evaluation": true}' };
  };
  Object.assign(bench.application, { httpPort: () => port });
  const ask = () => askDataCenterLicence(bench.application, bench.site, new AbortController().signal);
  await connect('elsewhere', 'another-site');
  expect(await ask()).toEqual({ kind: 'unknown', endsAt: null });
  expect(shown).toEqual([]);
  await connect('a-reader', bench.site.key);
  await connect(NAME, bench.site.key);
  expect(await ask()).toEqual({ kind: 'evaluation', endsAt: null });
  const place = `${URL_OF_JIRA}/rest/plugins/1.0/app.syncline.jira-key/license`;
  expect(shown).toEqual([`Bearer token of a-reader ${place}`, `Bearer token of ${NAME} ${place}`]);
});
