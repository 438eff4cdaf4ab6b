import { readFile, stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { describeWithTruth } from '../../support/truth.js';
import { useWorkbench } from './support/workbench.js';

interface Plan {
  readonly writes: readonly {
    readonly kind: string;
    readonly side: string;
    readonly sourceKey: string;
    readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[];
  }[];
}

describeWithTruth('a plan', (truth) => {
  const holder = useWorkbench(truth);

  async function plan(): Promise<Plan> {
    const { bench } = holder;
    const path = bench.path('plan.json');
    expect(await bench.cli('plan', 'incidents', '--out', path)).toMatchObject({ code: 0 });
    return JSON.parse(await readFile(path, 'utf8')) as Plan;
  }

  test('of an onboarding, applied, makes exactly its writes', async () => {
    const { bench } = holder;
    for (const summary of ['One', 'Two', 'Three']) bench.jira.createIssue({ project: 'BENCH', summary });
    bench.serviceNow.people.create('incident', { short_description: 'Four' });
    await bench.cli('apply', '-f', bench.file);
    const { writes } = await plan();
    expect(writes.map(({ kind, side }) => `${kind} ${side}`).sort()).toEqual([
      'create left',
      'create right',
      'create right',
      'create right',
    ]);
    expect(bench.jira.calls.writes + bench.serviceNow.calls.writes).toBe(0);
    expect(((await stat(bench.path('plan.json'))).mode & 0o777).toString(8)).toBe('600');
    const report = await bench.sync('--plan', bench.path('plan.json'));
    expect(report).toMatchObject({ state: 'finished', created: 4, failed: 0 });
    await bench.sync();
    expect(await bench.findings()).toEqual([]);
  });

  test('of changes, applied, makes exactly its writes; with the same values', async () => {
    const { bench } = holder;
    for (const summary of ['One', 'Two', 'Three']) bench.jira.createIssue({ project: 'BENCH', summary });
    await bench.cli('apply', '-f', bench.file);
    await bench.sync('--onboarding');
    await bench.syncUntilQuiet();
    bench.jira.edit('BENCH-1', { summary: 'One more' });
    bench.jira.comment('BENCH-2', 'A word about it');
    const { writes } = await plan();
    expect(writes).toMatchObject([
      { kind: 'update', side: 'right', sourceKey: 'BENCH-1', fields: [{ before: '“One”', after: '“One more”' }] },
      { kind: 'comment', side: 'right', sourceKey: 'BENCH-2' },
    ]);
    const before = bench.serviceNow.calls.writes;
    await bench.sync('--plan', bench.path('plan.json'));
    expect(bench.serviceNow.calls.writes - before).toBe(2);
    expect(await bench.findings()).toEqual([]);
  });

  test('that a person has overtaken does the rest, names what drifted and ends with 1', async () => {
    const { bench } = holder;
    for (const summary of ['One', 'Two']) bench.jira.createIssue({ project: 'BENCH', summary });
    await bench.cli('apply', '-f', bench.file);
    await bench.sync('--onboarding');
    await bench.syncUntilQuiet();
    bench.jira.edit('BENCH-1', { summary: 'One more' });
    bench.jira.edit('BENCH-2', { summary: 'Two more' });
    await plan();
    bench.jira.edit('BENCH-2', { summary: 'Two, but otherwise' });
    const path = bench.path('plan.json');
    const result = await bench.cli('sync', 'incidents', '--plan', path, '--wait');
    expect(result).toMatchObject({ code: 1 });
    expect(result.notes).toContain('BENCH-2');
    const titles = bench.serviceNow.people.rows('incident').map((row) => row.short_description);
    expect(titles.sort()).toEqual(['One more', 'Two']);
    // The next run carries what the plan did not know of.
    await bench.sync();
    expect(await bench.findings()).toEqual([]);
  });
});
