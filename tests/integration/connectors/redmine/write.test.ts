import { beforeEach, describe, expect, it } from 'vitest';
import {
  type FieldDescriptor,
  type FieldValues,
  type HttpPort,
  type Item,
  type ItemChange,
  NoAnswerError,
} from '../../../../backend/connectors/sdk/index.js';
import { describeWithRedmine } from '../../../support/redmine-server.js';
import { type OpenRedmine, useRedmine } from './open-redmine.js';

const NOTHING: ItemChange = { set: {}, elements: {}, entering: {} };
const LOOK = { container: 'sync', match: null, hint: null, since: null };
const option = (id: string) => ({ id, label: '' });

describeWithRedmine('writing to Redmine', () => {
  const redmine = useRedmine();
  let id: string;
  beforeEach(async () => {
    id = String(await redmine.current.alice.create({ subject: 'Fan is loud' }));
  }, 60_000);

  const tryCreate = (
    { tool, signal }: OpenRedmine,
    fields: readonly FieldDescriptor[],
    values: FieldValues,
    mark: string,
    container = 'sync',
  ) => tool.create({ container, items: [{ typeId: '1', mark, fields: values }], fields }, signal);

  async function read({ tool, signal }: OpenRedmine, fields: readonly FieldDescriptor[]): Promise<Item> {
    const { items } = await tool.read({ container: 'sync', ids: [id], fields, comments: true }, signal);
    if (items[0] === undefined) throw new Error(`${id} is gone`);
    return items[0];
  }

  async function change(open: OpenRedmine, fields: readonly FieldDescriptor[], what: Partial<ItemChange>) {
    const item = await read(open, fields);
    const steps = await open.tool.steps({ item, change: { ...NOTHING, ...what }, fields }, open.signal);
    const [step] = steps;
    if (step === undefined) throw new Error('the change has no step');
    open.calls.length = 0;
    const request = { container: 'sync', id, step, fields };
    return { steps, before: item, after: (await open.tool.perform(request, open.signal)).item };
  }

  /** One step as it would be stored, whatever is in it. */
  const raw = (issue: Readonly<Record<string, string | number>>) => ({
    container: 'sync',
    id,
    step: { name: 'edit', fields: [], payload: { issue } },
  });

  describe('making an issue', () => {
    it('takes one call, whose answer becomes the item, mark and all', async () => {
      const open = redmine.current.open();
      const fields = await open.fields(
        'subject',
        'description',
        'priority',
        'estimated_hours',
        'cf_2',
        'cf_4',
        'cf_5',
        'cf_6',
      );
      const values = {
        subject: 'Printer ünïcode 🎉',
        description: 'one\n\ntwo',
        priority: { id: '3', label: 'High' },
        estimated_hours: 5_400,
        cf_2: { id: 'S3', label: 'S3' },
        cf_4: 0.25,
        cf_5: false,
        cf_6: [{ id: 'green', label: 'green' }],
      };
      const [outcome] = await tryCreate(open, fields, values, 'm1');
      expect(open.calls.filter((call) => call.startsWith('POST'))).toEqual(['POST /issues.json']);
      expect(outcome).toMatchObject({ kind: 'created', item: { mark: 'm1', createdByUs: true, fields: values } });
      const { byMark } = await open.tool.lookUp({ ...LOOK, marks: ['m1', 'm2'] }, open.signal);
      expect(byMark).toMatchObject([{ mark: 'm1', createdByUs: true }]);
    });

    it.each([true, false])('of unknown outcome is found by its mark when it was made: %s (B11)', async (made) => {
      const lost =
        (inner: HttpPort): HttpPort =>
        async (request, sending) => {
          if (request.method !== 'POST') return inner(request, sending);
          if (made) await inner(request, sending);
          throw new NoAnswerError('connection reset', { sent: true });
        };
      const open = redmine.current.open({ through: lost });
      const mark = `lost${made}`;
      const create = tryCreate(open, await open.fields('subject'), { subject: 'Lost?' }, mark);
      await expect(create).rejects.toMatchObject({ name: 'UnknownOutcomeError' });
      const { byMark } = await open.tool.lookUp({ ...LOOK, marks: [mark] }, open.signal);
      expect(byMark.map((hit) => hit.mark)).toEqual(made ? [mark] : []);
    });

    // Red without: the refusal in createItem (create.ts)
    it('is refused where there is no field for marks', async () => {
      const { alice, open } = redmine.current;
      const count = (await alice.issues()).length;
      const unmarked = open({ options: { markField: undefined } });
      const outcomes = await tryCreate(unmarked, await unmarked.fields('subject'), { subject: 'x' }, 'm9');
      expect(outcomes).toMatchObject([{ kind: 'refused', message: expect.stringContaining('markField') }]);
      expect(await alice.issues()).toHaveLength(count);
    });

    it('is refused in the words of Redmine, at the fields that they begin with', async () => {
      const open = redmine.current.open();
      const fields = await open.fields('subject', 'due_date', 'start_date', 'cf_2');
      const values = { subject: null, start_date: '2027-01-02', due_date: '2027-01-01', cf_2: option('S9') };
      expect(await tryCreate(open, fields, values, 'm3')).toMatchObject([
        {
          kind: 'refused',
          fieldErrors: {
            subject: 'Subject cannot be blank',
            due_date: 'Due date must be greater than start date',
            cf_2: 'Severity is not included in the list',
          },
        },
      ]);
    });

    it('says which right is missing when nothing can be created there', async () => {
      const { admin, open } = redmine.current;
      const project = { name: 'Closed', identifier: `closed-${Date.now()}`, tracker_ids: [1] };
      await admin.call('POST', '/projects.json', { project });
      await admin.call('PUT', `/projects/${project.identifier}/close.json`);
      const into = open({ as: 'admin' });
      const fields = await into.fields('subject');
      await expect(tryCreate(into, fields, { subject: 'x' }, 'm4', project.identifier)).rejects.toMatchObject({
        name: 'ReconnectNeededError',
        message: expect.stringContaining('"Add issues"'),
      });
    });
  });

  describe('changing an issue', () => {
    it('is one call, and another one that shows what became of it', async () => {
      const open = redmine.current.open();
      const fields = await open.fields('subject', 'status', 'cf_6', 'assigned_to', 'due_date');
      await redmine.current.alice.edit(id, {
        custom_fields: [{ id: 6, value: ['red', 'green'] }],
        due_date: '2027-01-01',
      });
      const { steps, after } = await change(open, fields, {
        set: {
          subject: 'Fan is quiet',
          status: option('2'),
          assigned_to: { ...option('5'), email: null },
          due_date: null,
        },
        elements: { cf_6: { add: ['blue'], remove: ['red'] } },
      });
      expect(steps).toMatchObject([{ name: 'edit', fields: ['subject', 'status', 'assigned_to', 'due_date', 'cf_6'] }]);
      expect(open.calls).toEqual([`PUT /issues/${id}.json`, `GET /issues/${id}.json`]);
      expect(after?.lastChangedByUs).toBe(true);
      expect(after?.fields).toMatchObject({
        subject: 'Fan is quiet',
        status: { id: '2', label: 'In Progress' },
        assigned_to: { id: '5', label: 'Alice Arnold' },
        due_date: null,
      });
      expect(after?.fields.cf_6).toMatchObject([{ id: 'green' }, { id: 'blue' }]);
    });

    it('empties what can be empty', async () => {
      const { alice, open: opened } = redmine.current;
      await alice.edit(id, {
        description: 'words',
        category_id: 1,
        estimated_hours: 1,
        custom_fields: [2, 3, 4, 5].map((number) => ({
          id: number,
          value: ['S1', '2027-01-01', '1.5', '1'][number - 2],
        })),
      });
      const open = opened();
      const emptied = ['description', 'category', 'estimated_hours', 'cf_2', 'cf_3', 'cf_4', 'cf_5', 'cf_6'];
      const fields = await open.fields(...emptied);
      const { before, after } = await change(open, fields, {
        set: Object.fromEntries(emptied.map((field) => [field, null])),
      });
      expect(Object.values(before.fields).filter((value) => value !== null)).toHaveLength(7);
      expect(after?.fields).toEqual(Object.fromEntries(emptied.map((field) => [field, null])));
    });

    it('has no step when there is nothing to change', async () => {
      const open = redmine.current.open();
      const item = await read(open, []);
      expect(await open.tool.steps({ item, change: NOTHING, fields: [] }, open.signal)).toEqual([]);
    });

    it('shows the old values where Redmine took the call and changed nothing: no right, or no such thing (B6)', async () => {
      const asBob = redmine.current.open({ as: 'bob' });
      const fields = await asBob.fields('subject', 'status');
      // A reporter's workflow leads to Closed, and yet he may not edit.
      const set = { subject: 'by bob', status: option('5') };
      const { after } = await change(asBob, fields, { set });
      expect(after?.fields).toMatchObject({ subject: 'Fan is loud', status: { label: 'New' } });
      const open = redmine.current.open();
      const { item } = await open.tool.perform({ ...raw({ nonsense: 1 }), fields }, open.signal);
      expect(item?.fields.subject).toBe('Fan is loud');
    });

    // Red without: checkStatus (update.ts)
    it('names the statuses that the workflow allows, before it is sent', async () => {
      const open = redmine.current.open({ as: 'bob' });
      const fields = await open.fields('status');
      await expect(change(open, fields, { set: { status: option('2') } })).rejects.toMatchObject({
        name: 'RefusedError',
        fieldErrors: { status: expect.stringContaining('from New to Closed only') },
      });
      expect(open.calls.filter((call) => call.startsWith('PUT'))).toEqual([]);
    });

    it('is refused in the words of Redmine, at the fields that they begin with', async () => {
      const open = redmine.current.open();
      const fields = await open.fields('subject', 'done_ratio', 'assigned_to');
      const set = { subject: 'x'.repeat(300), done_ratio: 133, assigned_to: { ...option('999'), email: null } };
      await expect(change(open, fields, { set })).rejects.toMatchObject({
        name: 'RefusedError',
        status: 422,
        fieldErrors: {
          subject: expect.stringContaining('is too long'),
          done_ratio: '% Done is not included in the list',
          assigned_to: 'Assignee is invalid',
        },
      });
    });

    // Red without: isRace (refusal.ts)
    it('that loses a race is tried again later: 422 without a word; Redmine does not tell the lock version', async () => {
      const open = redmine.current.open();
      const fields = await open.fields('subject');
      expect(await redmine.current.admin.issue(id)).not.toHaveProperty('lock_version');
      const stale = raw({ subject: 'late', lock_version: 0 });
      await redmine.current.alice.edit(id, { subject: 'earlier' });
      await expect(open.tool.perform({ ...stale, fields }, open.signal)).rejects.toMatchObject({
        name: 'UnavailableError',
      });
    });

    it('finds the issue out of sight when it is gone (B20)', async () => {
      const open = redmine.current.open();
      const fields = await open.fields('subject');
      await open.tool.remove({ container: 'sync', id }, open.signal);
      const late = open.tool.perform({ ...raw({ subject: 'late' }), fields }, open.signal);
      await expect(late).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(open.tool.remove({ container: 'sync', id }, open.signal)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    });

    it('tells whose edits it has covered, element by element, and none that it had seen (I10)', async () => {
      const { alice, open: opened } = redmine.current;
      const open = opened();
      const fields = await open.fields('subject', 'description', 'cf_6', 'status');
      await alice.edit(id, { description: 'seen', custom_fields: [{ id: 6, value: ['red'] }] });
      const before = await read(open, fields);
      await alice.edit(id, { subject: 'unseen', custom_fields: [{ id: 6, value: ['red', 'blue'] }] });
      const values = { subject: 'ours', description: 'ours too', cf_6: [option('green')] };
      const [step] = await open.tool.steps({ item: before, change: { ...NOTHING, set: values }, fields }, open.signal);
      if (step === undefined) throw new Error('the change has no step');
      const { item: after } = await open.tool.perform({ container: 'sync', id, step, fields }, open.signal);
      if (after === null) throw new Error('the answer shows nothing');
      await alice.edit(id, { subject: 'later' });
      const covered = [
        { itemId: id, field: 'subject', by: 'Alice Arnold', value: 'unseen' },
        {
          itemId: id,
          field: 'cf_6',
          by: 'Alice Arnold',
          value: [
            { id: 'red', label: 'red' },
            { id: 'blue', label: 'blue' },
          ],
        },
      ];
      open.calls.length = 0;
      expect(await open.tool.overwritten([{ itemId: id, before, after, fields }], open.signal)).toEqual(covered);
      expect(open.calls).toEqual([]);
      // After a crash the item is read anew, and what was read before is known by its count alone.
      const anew = { itemId: id, before: { ...before, comments: null }, after: { ...after }, fields };
      expect(await open.tool.overwritten([anew], open.signal)).toEqual(covered);
    });
  });

  describe('adding a note', () => {
    const note = (open: OpenRedmine, channel: string, mark: string) =>
      open.tool.addComment(
        {
          container: 'sync',
          itemId: id,
          channel,
          body: { kind: 'text', value: 'Look here\nplease' },
          authorLine: 'Ada Doe (jira)',
          mark,
        },
        open.signal,
      );

    it('says who wrote it over there, and is found by its mark', async () => {
      const { alice, open: opened } = redmine.current;
      const open = opened();
      const made = [await note(open, 'notes', 'n1'), await note(open, 'private_notes', 'n2')];
      const { journals } = await alice.issue(id);
      expect(journals).toMatchObject([
        { notes: 'Ada Doe (jira) [syncline:n1]\nLook here\nplease', private_notes: false },
        { notes: 'Ada Doe (jira) [syncline:n2]\nLook here\nplease', private_notes: true },
      ]);
      expect(made).toEqual(journals.map((journal) => ({ id: String(journal.id) })));
      const found = await open.tool.findComments({ container: 'sync', itemId: id, marks: ['n2', 'n3'] }, open.signal);
      expect(found).toMatchObject([{ mark: 'n2', channel: 'private_notes', byUs: true }]);
    });

    // Red without: the right asked for in addNote (notes.ts); Redmine makes such a note public
    it('that should be private is not posted without the right', async () => {
      const { alice, open } = redmine.current;
      await expect(note(open({ as: 'bob' }), 'private_notes', 'n1')).rejects.toThrow(/"Set notes as private"/);
      expect((await alice.issue(id)).journals).toEqual([]);
    });

    // Red without: withdrawNote (notes.ts)
    it('that became public all the same is withdrawn', async () => {
      const forgetful =
        (inner: HttpPort): HttpPort =>
        (request, sending) => {
          const body =
            request.method === 'PUT' ? (request.body ?? '').replace(',"private_notes":true', '') : request.body;
          return inner({ ...request, body }, sending);
        };
      const { alice, open } = redmine.current;
      await expect(note(open({ through: forgetful }), 'private_notes', 'n1')).rejects.toThrow(/withdrawn/);
      expect((await alice.issue(id)).journals).toEqual([]);
    });

    // Red without: the look after the update (notes.ts)
    it('that Redmine took and did not keep is named (B6)', async () => {
      const lost =
        (inner: HttpPort): HttpPort =>
        (request, sending) =>
          inner({ ...request, body: request.method === 'PUT' ? '{"issue":{"nonsense":1}}' : request.body }, sending);
      await expect(note(redmine.current.open({ through: lost }), 'notes', 'n1')).rejects.toThrow(
        /did not keep the note/,
      );
    });
  });
});
