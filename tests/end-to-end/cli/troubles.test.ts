import { expect, test } from 'vitest';
import { describeWithTruth } from '../../support/truth.js';
import { useWorkbench } from './support/workbench.js';

describeWithTruth('bad days', (truth) => {
  const holder = useWorkbench(truth);

  /** The first run with a file that says something wrong: it must fail and name what is needed to mend it. */
  async function expectNamed(...words: readonly string[]): Promise<void> {
    const { bench } = holder;
    const applied = await bench.cli('apply', '-f', bench.file);
    expect(applied, applied.notes).toMatchObject({ code: 0 });
    const { code, notes } = await bench.cli('sync', 'incidents', '--onboarding', '--wait');
    expect(code, notes).toBeGreaterThan(0);
    for (const word of words) expect(notes).toContain(word);
  }

  test('a paused integration refuses to run and says how to resume it', async () => {
    const { bench } = holder;
    bench.jira.createIssue({ project: 'BENCH', summary: 'Waits' });
    await bench.cli('apply', '-f', bench.file);
    await bench.sync('--onboarding');
    expect(await bench.cli('pause', 'incidents')).toMatchObject({ code: 0 });
    const refused = await bench.cli('sync', 'incidents', '--wait');
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.notes).toContain('syncline resume incidents');
    expect(await bench.cli('resume', 'incidents')).toMatchObject({ code: 0 });
    bench.jira.edit('BENCH-1', { summary: 'Goes on' });
    expect(await bench.sync()).toMatchObject({ state: 'finished', updated: 1 });
  });

  test('a wrong password names connection, setting and fix, and after the fix it goes on', async () => {
    const { bench } = holder;
    bench.jira.createIssue({ project: 'BENCH', summary: 'Waits' });
    bench.environment.SERVICENOW_PASSWORD = 'wrong';
    await expectNamed('service-now', 'auth', 'resume');
    const asked = bench.serviceNow.calls.reads;
    expect(asked).toBeLessThanOrEqual(2);
    bench.environment.SERVICENOW_PASSWORD = 'syncline';
    expect(await bench.cli('apply', '-f', bench.file)).toMatchObject({ code: 0 });
    expect(await bench.cli('resume', 'service-now')).toMatchObject({ code: 0 });
    expect(await bench.sync('--onboarding')).toMatchObject({ state: 'finished' });
    expect(await bench.findings()).toEqual([]);
  });

  test('a limit of Jira is obeyed, and the position kept', async () => {
    const { bench } = holder;
    for (let number = 1; number <= 5; number += 1)
      bench.jira.createIssue({ project: 'BENCH', summary: `Issue ${number}` });
    await bench.cli('apply', '-f', bench.file);
    const times: number[] = [];
    bench.jira.log = ({ at }) => times.push(at.getTime());
    bench.jira.manners.set('B16', {
      kind: 'retry-after',
      retryAfterSeconds: 2,
      times: 1,
      when: () => times.length === 3,
    });
    expect(await bench.sync('--onboarding')).toMatchObject({ state: 'finished', created: 5 });
    expect(bench.jira.manners.shown('B16')).toBe(1);
    const [, , , refused = 0, next = 0] = times;
    expect(next - refused).toBeGreaterThanOrEqual(2_000);
    expect(await bench.findings()).toEqual([]);
  });

  test('a tool that is not there for a moment is waited for', async () => {
    const { bench } = holder;
    for (let number = 1; number <= 5; number += 1)
      bench.jira.createIssue({ project: 'BENCH', summary: `Issue ${number}` });
    await bench.cli('apply', '-f', bench.file);
    bench.serviceNow.manners.set('B16', { kind: '503-retry-after', retryAfterSeconds: 1, times: 2 });
    expect(await bench.sync('--onboarding')).toMatchObject({ state: 'finished', created: 5 });
    expect(await bench.findings()).toEqual([]);
  });

  test('an unknown project', async () => {
    await holder.bench.rewrite('project: BENCH, filter', 'project: BENHC, filter');
    await expectNamed('jira', 'BENHC', 'project');
  });

  test('an unknown table', async () => {
    await holder.bench.rewrite('table: incident,', 'table: incidnet,');
    await expectNamed('service-now', 'incidnet', 'table');
  });

  test('an unknown field', async () => {
    await holder.bench.rewrite('[summary, short_description]', '[summary, short_descripton]');
    await expectNamed('service-now', 'short_descripton', 'short_description');
  });

  test('an unknown option', async () => {
    await holder.bench.rewrite('{ Highest: "1"', '{ Higest: "1"');
    await expectNamed('jira', 'Higest', 'Highest', 'Priority');
  });

  test('an unknown status', async () => {
    await holder.bench.rewrite('Done: "6" }', 'Doen: "6" }');
    await expectNamed('jira', 'Doen', 'Done', 'Status');
  });

  test('a filter that the tool does not take', async () => {
    await holder.bench.rewrite('labels is not EMPTY or labels is EMPTY', 'labls is EMPTY');
    await expectNamed('jira', 'labls', 'filter');
  });
});
