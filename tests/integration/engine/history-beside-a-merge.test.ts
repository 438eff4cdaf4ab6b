import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendHistory, chainLines, listHistory, verifyChain } from '../../../backend/history/index.js';
import { setHistoryEnd } from '../../../backend/links/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

// Red without: followHistory (writes/closing.ts).
test('what is named of a pair while it is merged stays in its history, and the chain is whole', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  const [link] = await world.links();
  if (link === undefined) throw new Error('nothing is linked');
  world.intercept('service-now', async (request, send) => {
    if (request.method === 'PATCH') {
      await world.database.transaction('name a double', async (transaction) => {
        const lines = chainLines(link.historyHash, [
          {
            integrationId: link.integrationId,
            linkId: link.id,
            runId: null,
            writeId: null,
            kind: 'doubled',
            side: 'right',
            field: null,
            before: null,
            after: null,
            message: 'INC0010002 was made twice',
            cause: 'mark of an interrupted create',
          },
        ]);
        await appendHistory(transaction, lines);
        await setHistoryEnd(transaction, link.id, lines.at(-1)?.hash ?? null);
      });
    }
    return send();
  });
  world.jira.edit('BENCH-1', { summary: 'Disk is full again' });
  await world.run('incremental');

  const lines = await world.database.transaction('list', (transaction) => listHistory(transaction, link.id));
  expect(lines.map(({ kind }) => kind)).toEqual(['created', 'doubled', 'updated']);
  const [after] = await world.links();
  expect(verifyChain(lines, after?.historyHash ?? null)).toBeNull();
});
