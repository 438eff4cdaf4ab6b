import { expect, it } from 'vitest';
import type { Check, ConnectionNeeds, ContainerNeeds, FieldNeed } from '../../../../backend/connectors/sdk/index.js';
import { createIssueField } from '../../../support/redmine-admin.js';
import { describeWithRedmine } from '../../../support/redmine-server.js';
import { useRedmine } from './open-redmine.js';

const BY = ['tickets'];

describeWithRedmine('what the doctor finds in Redmine', () => {
  const redmine = useRedmine();

  it('is nothing amiss with an account that may do all that is needed, and no call writes', async () => {
    const { open, alice } = redmine.current;
    await alice.create({ subject: 'Shows its fields' });
    const { tool, signal, calls } = open();
    const checks = await tool.doctor?.(needs(), signal);
    expect(of(checks, 'fails')).toEqual([]);
    expect(idsOf(checks)).toEqual(
      expect.arrayContaining(['project sync', 'right.edit_issues sync', 'marks sync Bug', 'create sync Bug']),
    );
    expect(calls.filter((call) => !call.startsWith('GET '))).toEqual([]);
  });

  // Red without: the row of that right in neededRights.
  it('are the rights that the role of the account does not give, with where to tick them', async () => {
    const { tool, signal } = redmine.current.open({ as: 'bob' });
    const failing = of(await tool.doctor?.(needs(), signal), 'fails');
    const missing = failing.filter(({ id }) => id.startsWith('right.'));
    expect(missing.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['right.edit_issues sync', 'right.set_notes_private sync', 'right.delete_issues sync']),
    );
    expect(missing[0]?.fix).toContain('Administration, Roles and permissions');
    expect(missing.every(({ neededBy }) => neededBy.join() === 'tickets')).toBe(true);
  });

  it('is a project that the account does not see', async () => {
    const { tool, signal } = redmine.current.open();
    const [check] = (await tool.doctor?.({ containers: [container({ container: 'nowhere' })] }, signal)) ?? [];
    expect(check).toMatchObject({ id: 'project nowhere', outcome: 'fails' });
    expect(check?.fix).toContain('Members');
  });

  it('is that nothing is made without a field for marks', async () => {
    const { tool, signal } = redmine.current.open({ options: { markField: undefined } });
    expect(of(await tool.doctor?.(needs(), signal), 'fails')).toMatchObject([
      { id: 'marks sync', fix: expect.stringContaining('markField: cf_7') },
    ]);
    // where nothing is made, none is needed
    const quiet = await tool.doctor?.({ containers: [container({ creates: [] })] }, signal);
    expect(idsOf(quiet).filter((id) => id.startsWith('marks'))).toEqual([]);
  });

  it('is a field for marks that cannot be searched', async () => {
    const { server, open, alice } = redmine.current;
    await alice.create({ subject: 'Is found by anything' });
    const number = await createIssueField(server, { name: 'No filter', isFilter: false });
    const { tool, signal } = open({ options: { markField: `cf_${number}` } });
    const found = of(await tool.doctor?.(needs(), signal), 'fails');
    expect(found).toMatchObject([{ id: 'marks sync', found: expect.stringContaining('Used as a filter') }]);
  });

  it('is a status into which the workflow brings nothing, once issues show all of it', async () => {
    const { server, open, alice } = redmine.current;
    const wanted = ['In Progress', 'Closed'].map((status) => ({ status, given: [], neededBy: BY }));
    const ways = async (as: 'bob' | 'sync') => {
      const { tool, signal } = open({ as });
      const checks = await tool.doctor?.({ containers: [container({ statuses: wanted })] }, signal);
      return (checks ?? []).filter(({ id }) => id.startsWith('status ')).map(({ id, outcome }) => `${id}: ${outcome}`);
    };
    // nobody can tell what leads out of a status in which no issue stands
    expect(await ways('bob')).toContain('status sync Bug: cannot-tell');
    for (const [name, id] of Object.entries(server.statuses)) {
      await alice.edit(await alice.create({ subject: `Stands in ${name}` }), { status_id: id });
    }
    expect(await ways('sync')).toEqual(['status sync Bug In Progress: ok', 'status sync Bug Closed: ok']);
    expect(await ways('bob')).toEqual(['status sync Bug In Progress: fails', 'status sync Bug Closed: ok']);
  });

  it('are people whose addresses the account is not told', async () => {
    const { open } = redmine.current;
    const people = { containers: [container({ fields: [field('assigned_to', 'user'), field('subject', 'text')] })] };
    const asked = async (as: 'admin' | 'sync') => {
      const { tool, signal } = open({ as });
      return (await tool.doctor?.(people, signal))?.find(({ id }) => id === 'people');
    };
    expect(await asked('admin')).toMatchObject({ outcome: 'ok' });
    expect(await asked('sync')).toMatchObject({ outcome: 'warning', fix: expect.stringContaining('logins') });
  });
});

function needs(): ConnectionNeeds {
  return { containers: [container({})] };
}

/** All that a sync does both ways with the project's bugs. */
function container(changes: Partial<ContainerNeeds>): ContainerNeeds {
  return {
    container: 'sync',
    neededBy: BY,
    itemTypes: ['Bug'],
    fields: [field('subject', 'text')],
    statuses: [],
    comments: { written: ['notes', 'private_notes'] },
    creates: BY,
    updates: BY,
    deletes: BY,
    ...changes,
  };
}

function field(id: string, kind: FieldNeed['kind']): FieldNeed {
  return { id, name: id, kind, neededBy: BY, onCreate: true, onUpdate: true };
}

function of(checks: readonly Check[] | undefined, outcome: Check['outcome']): readonly Check[] {
  return (checks ?? []).filter((check) => check.outcome === outcome);
}

function idsOf(checks: readonly Check[] | undefined): readonly string[] {
  return (checks ?? []).map(({ id }) => id);
}
