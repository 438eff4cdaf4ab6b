import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpClient, type HttpPort } from '../../../../backend/connectors/sdk/index.js';
import { serviceNowConnector } from '../../../../backend/connectors/servicenow/index.js';
import { silentLogger, systemClock, systemRandom } from '../../../../backend/shared/index.js';
import { judge, judged } from '../../../support/contract-check.js';
import { describeWithTruth } from '../../../support/truth.js';
import { openInstance } from './open-instance.js';

const recording = z.looseObject({
  case: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
});

describeWithTruth('what is said to ServiceNow', (truth) => {
  it('is what its description allows, in every method', async () => {
    const by = await judge('servicenow');
    const open = await openInstance({ through: (instance) => judged(instance, by) });
    const { tool, signal } = open;
    await tool.identify(signal);
    const fields = await open.fields('short_description', 'caller_id', 'state', 'priority', 'u_when', 'watch_list');
    const caller = fields.find((field) => field.id === 'caller_id');
    if (caller === undefined) throw new Error('incident has no caller_id');
    const container = 'incident';
    const values = { short_description: 'Printer', caller_id: await tool.parse(caller, 'alice', signal) };
    const items = [{ typeId: 'incident', mark: 'm1', fields: values }];
    const [made] = await tool.create({ container, items, fields }, signal);
    if (made?.kind !== 'created' || made.item === null) throw new Error('the incident was not made');
    const { item } = made;
    open.tick();
    open.sandbox.people.edit('incident', item.id, { short_description: 'theirs' });
    const change = { set: { short_description: 'ours' }, elements: {}, entering: {} };
    const [step] = await tool.steps({ item, change, fields }, signal);
    if (step === undefined) throw new Error('the change has no step');
    const after = (await tool.perform({ container, id: item.id, step, fields }, signal)).item ?? item;
    const covered = await tool.overwritten([{ itemId: item.id, before: item, after, fields }], signal);
    const body = { kind: 'text', value: 'Hello' } as const;
    const comment = { container, itemId: item.id, channel: 'comments', body, authorLine: 'Alice', mark: 'c1' };
    await tool.addComment(comment, signal);
    const found = await tool.findComments({ container, itemId: item.id, marks: ['c1'] }, signal);
    const look = { container, marks: ['m1'], match: { field: 'correlation_id', values: ['A-1'] } };
    const { byMark } = await tool.lookUp({ ...look, hint: null, since: null }, signal);
    const list = { container, filter: 'active=true', updatedSince: new Date(0), createdSince: null, after: null };
    const pages = [
      await tool.page({ ...list, order: 'updated' }, signal),
      await tool.page({ ...list, order: 'identity' }, signal),
    ];
    const matching = await tool.matching({ container, filter: 'active=true', ids: [item.id] }, signal);
    const ids = [item.id, 'f'.repeat(32)];
    const read = await tool.read({ container, ids, fields, comments: true }, signal);
    await tool.remove({ container, id: item.id }, signal);

    expect([covered, found, byMark, pages[0]?.refs, pages[1]?.refs, [...matching], read.items]).toSatisfy(
      (lists: readonly (readonly unknown[])[]) => lists.every((one) => one.length === 1),
    );
    expect(by.errors('request')).toEqual([]);
  });

  it('is understood as a live instance answers it', async () => {
    const recordings = readFileSync(join(truth, 'recorded/servicenow.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => recording.parse(JSON.parse(line)));
    const incidents = recordings.find((one) => one.case === 'incidents');
    const answer: HttpPort = async () => ({
      status: 200,
      headers: incidents?.headers ?? {},
      body: JSON.stringify(incidents?.body),
    });
    const { limits } = serviceNowConnector;
    const url = 'http://127.0.0.1';
    const auth = { kind: 'basic', username: 'admin', password: 'x' } as const;
    const ways = { clock: systemClock, random: systemRandom, log: silentLogger };
    const http = createHttpClient({ port: answer, url, auth, limits, ...ways, readOnly: false });
    const tool = serviceNowConnector.open({ name: 'sn', url, username: 'admin', http, ...ways }, {});
    const { signal } = new AbortController();
    const query = { container: 'incident', filter: null, updatedSince: null, createdSince: null, after: null };
    const page = await tool.page({ ...query, order: 'updated' }, signal);
    expect(page.refs).toHaveLength(73);
    expect(page).toMatchObject({ next: null, toolTime: new Date(incidents?.headers.date ?? '') });
    for (const ref of page.refs) {
      expect(ref.key).toMatch(/^INC\d+$/);
      expect(ref.version.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
      expect(ref.mark).toBeNull();
    }
  });
});
