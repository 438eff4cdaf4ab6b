import { expect, test } from 'vitest';
import { describeWithTruth } from '../../support/truth.js';
import { useWorkbench } from './support/workbench.js';

interface Conflicts {
  readonly conflicts: readonly {
    readonly id: string;
    readonly field: string;
    readonly left: { readonly key: string; readonly value: unknown };
    readonly right: { readonly key: string; readonly value: unknown };
  }[];
}

describeWithTruth('fields of a pair', (truth) => {
  const holder = useWorkbench(truth);

  async function onboard(...issues: readonly Record<string, string | string[]>[]): Promise<void> {
    const { bench } = holder;
    for (const fields of issues) bench.jira.createIssue({ project: 'BENCH', summary: 'An issue', ...fields });
    expect(await bench.cli('apply', '-f', bench.file)).toMatchObject({ code: 0 });
    expect(await bench.sync('--onboarding')).toMatchObject({ state: 'finished', failed: 0 });
    await bench.syncUntilQuiet();
  }

  const incidentOf = (key: string) =>
    holder.bench.serviceNow.people.rows('incident').find((row) => row.correlation_id === key) ?? {};

  test('different fields of one item, changed on both sides, both arrive', async () => {
    const { bench } = holder;
    await onboard({ priority: 'Low' });
    bench.jira.edit('BENCH-1', { priority: 'Highest' });
    bench.serviceNow.people.edit('incident', incidentOf('BENCH-1').sys_id ?? '', { short_description: 'By phone' });
    expect(await bench.sync()).toMatchObject({ held: 0, failed: 0 });
    expect(incidentOf('BENCH-1')).toMatchObject({ short_description: 'By phone', priority: '1' });
    expect(bench.jira.issue('BENCH-1').fields).toMatchObject({ summary: 'By phone', priority: { name: 'Highest' } });
    expect(await bench.findings()).toEqual([]);
  });

  test('the same field, changed on both sides, waits alone until a person resolves it', async () => {
    const { bench } = holder;
    await onboard({});
    bench.jira.edit('BENCH-1', { summary: 'Left says', priority: 'High' });
    bench.serviceNow.people.edit('incident', incidentOf('BENCH-1').sys_id ?? '', { short_description: 'Right says' });
    expect(await bench.sync()).toMatchObject({ state: 'finished', held: 1 });
    expect(incidentOf('BENCH-1')).toMatchObject({ short_description: 'Right says', priority: '2' });

    const { conflicts } = await bench.json<Conflicts>('conflicts', 'incidents');
    expect(conflicts).toMatchObject([{ left: { key: 'BENCH-1', value: 'Left says' }, right: { value: 'Right says' } }]);
    const held = conflicts.map(({ left, field }) => ({ item: left.key, field }));
    expect(await bench.findings(held)).toEqual([]);

    expect(await bench.cli('resolve', conflicts[0]?.id ?? '', '--take', 'left')).toMatchObject({ code: 0 });
    expect(await bench.sync()).toMatchObject({ state: 'finished', updated: 1 });
    expect(incidentOf('BENCH-1')).toMatchObject({ short_description: 'Left says' });
    expect(await bench.json<Conflicts>('conflicts', 'incidents')).toEqual({ conflicts: [] });
    expect(await bench.findings()).toEqual([]);
  });

  test('an issue that is done closes its incident with what closing needs', async () => {
    const { bench } = holder;
    bench.serviceNow.manners.set('B10');
    await onboard({});
    bench.jira.transition('BENCH-1', 'Done');
    expect(await bench.sync()).toMatchObject({ updated: 1, held: 0, failed: 0 });
    expect(incidentOf('BENCH-1')).toMatchObject({
      state: '6',
      close_code: 'Resolved',
      close_notes: 'Closed in Jira',
    });
  });

  test('labels become one text and come back as labels; the key of each issue stands at its incident', async () => {
    const { bench } = holder;
    await onboard({ labels: ['vip', 'office'] }, {});
    expect(incidentOf('BENCH-1')).toMatchObject({ u_labels: 'vip,office' });
    expect(incidentOf('BENCH-2')).toMatchObject({ u_labels: '', correlation_id: 'BENCH-2' });
    bench.serviceNow.people.edit('incident', incidentOf('BENCH-2').sys_id ?? '', { u_labels: 'phone, waiting,' });
    await bench.sync();
    expect(bench.jira.issue('BENCH-2').fields.labels).toEqual(['phone', 'waiting']);
    expect(await bench.findings()).toEqual([]);
  });

  test('pairs that exist already are found by key and not made again', async () => {
    const { bench } = holder;
    bench.jira.createIssue({ project: 'BENCH', summary: 'Known on both sides' });
    bench.serviceNow.people.create('incident', { short_description: 'Known over here', correlation_id: 'BENCH-1' });
    await bench.cli('apply', '-f', bench.file);
    expect(await bench.sync('--onboarding')).toMatchObject({ state: 'finished', created: 0 });
    expect(bench.serviceNow.people.rows('incident')).toHaveLength(1);
    expect(incidentOf('BENCH-1')).toMatchObject({ short_description: 'Known on both sides' });
    expect(await bench.findings()).toEqual([]);
  });
});
