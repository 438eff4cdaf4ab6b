import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpRequest } from '../../backend/connectors/sdk/index.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const isCreate = ({ method, url }: HttpRequest) => method === 'POST' && url.includes('/api/now/table/incident');

test('what a person applies while a run is under way is still there after it, and the next run goes by it', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', priority: 'High' });
  const running = await world.interrupt('onboarding', { call: isCreate, when: 'before' });
  await world.redefine((definition) => ({
    ...definition,
    delayMs: 5_000,
    items: definition.items.map((item) => ({
      ...item,
      fields: item.fields.map((field) =>
        field.left === 'priority' ? { ...field, values: [{ left: 'High', right: '1' }] } : field,
      ),
    })),
  }));
  await running.goOn();
  const integration = await world.integration();
  expect(integration).toMatchObject({ mappingVersion: 2, definition: { delayMs: 5_000 } });
  expect(world.incident('BENCH-1').priority).toBe('2');
  world.clock.advance(60_000);
  await world.run('incremental');
  expect(world.incident('BENCH-1').priority).toBe('1');
});
