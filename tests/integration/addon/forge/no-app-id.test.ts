import { expect, test } from 'vitest';
import { forgeBench } from './support/forge-bench.js';

const bench = forgeBench({
  jiraApp: {
    connectKeysUrl: 'https://keys.example',
    connectScriptUrl: 'https://script.example/all.js',
    forgeAppId: undefined,
    forgeJwksUrl: 'https://keys.forge.example/.well-known/jwks.json',
    allowedJiraHosts: [],
  },
});

// Red without: the first check of verifyInvocation.
test('a server that is of no Forge app lets none in, and asks nobody for keys', async () => {
  expect((await bench.ask('/site')).status).toBe(401);
  expect((await bench.call('events')).status).toBe(401);
  expect(bench.calls).toEqual([]);
  expect(JSON.stringify(bench.lines)).toContain('SYNCLINE_FORGE_APP_ID is not set');
});
