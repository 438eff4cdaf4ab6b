import { expect, test } from 'vitest';
import { describeWithTruth } from '../../support/truth.js';
import { useWorkbench } from './support/workbench.js';

interface Plan {
  readonly counts: Readonly<
    Record<'creates' | 'updates' | 'comments', { readonly left: number; readonly right: number }>
  >;
}

describeWithTruth('the first steps with the normative file', (truth) => {
  const holder = useWorkbench(truth);

  function seed(issues: number, incidents: number): void {
    const { jira, serviceNow } = holder.bench;
    for (let number = 1; number <= issues; number += 1) {
      jira.createIssue({
        project: 'BENCH',
        summary: `Issue ${number}`,
        description: `What happened on floor ${number}\nand since when`,
        labels: [`floor${number}`, 'office'],
      });
    }
    for (let number = 1; number <= incidents; number += 1) {
      serviceNow.people.create('incident', { short_description: `Incident ${number}`, u_labels: 'phone, vip' });
    }
  }

  test('apply, plan, onboarding, and quiet cycles that cost one call for each stream', async () => {
    const { bench } = holder;
    seed(20, 5);
    expect(await bench.cli('apply', '-f', bench.file)).toMatchObject({ code: 0 });
    const { counts } = await bench.json<Plan>('plan', 'incidents');
    expect(counts).toMatchObject({ creates: { left: 5, right: 20 }, updates: { left: 0, right: 0 } });
    expect(bench.serviceNow.calls.writes + bench.jira.calls.writes).toBe(0);

    const first = await bench.sync('--onboarding');
    expect(first).toMatchObject({ state: 'finished', created: 25, held: 0, failed: 0 });
    expect(await bench.findings()).toEqual([]);

    await bench.syncUntilQuiet();
    expect(await bench.sync()).toMatchObject({
      state: 'finished',
      read: 0,
      created: 0,
      updated: 0,
      calls: { jira: { reads: 1, writes: 0 }, 'service-now': { reads: 1, writes: 0 } },
    });
  });

  test('of items changed in mapped and in unmapped fields exactly the first are written', async () => {
    const { bench } = holder;
    seed(40, 0);
    await bench.cli('apply', '-f', bench.file);
    await bench.sync('--onboarding');
    await bench.syncUntilQuiet();
    for (const key of ['BENCH-3', 'BENCH-4']) bench.jira.edit(key, { summary: `Changed ${key}` });
    for (const key of ['BENCH-7', 'BENCH-8']) bench.jira.edit(key, { duedate: '2026-12-24' });
    const before = bench.serviceNow.calls.writes;
    expect(await bench.sync()).toMatchObject({ state: 'finished', updated: 2, calls: { jira: { writes: 0 } } });
    expect(bench.serviceNow.calls.writes - before).toBe(2);
    expect(await bench.findings()).toEqual([]);
  });

  test('what is not built yet is named, and does not keep the rest from working', async () => {
    const { bench } = holder;
    const { code, output, notes } = await bench.cli('apply', '-f', bench.file);
    expect(code).toBe(0);
    for (const coming of ['announce', 'attachments', 'links']) expect(output + notes).toContain(coming);
  });
});
