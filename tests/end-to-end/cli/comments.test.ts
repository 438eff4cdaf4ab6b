import { expect, test } from 'vitest';
import { describeWithTruth } from '../../support/truth.js';
import { useWorkbench } from './support/workbench.js';

describeWithTruth('comments of a pair', (truth) => {
  const holder = useWorkbench(truth);

  test('go both ways, public as public and internal as internal, each once', async () => {
    const { bench } = holder;
    const { jira, serviceNow } = bench;
    jira.createIssue({ project: 'BENCH', summary: 'Phone is dead' });
    jira.comment('BENCH-1', 'Said before the onboarding');
    await bench.cli('apply', '-f', bench.file);
    await bench.sync('--onboarding');
    const id = serviceNow.people.rows('incident')[0]?.sys_id ?? '';
    jira.comment('BENCH-1', 'Have you tried another handset?', { as: 'bob' });
    serviceNow.people.journal('incident', id, 'comments', 'Yes, and another socket', { as: 'alice' });
    serviceNow.people.journal('incident', id, 'work_notes', 'The caller is on sick leave', { as: 'bob' });
    await bench.sync();
    await bench.sync();
    const entries = (words: string) =>
      serviceNow.people.rows('sys_journal_field').filter((row) => row.value?.includes(words));
    const comments = (words: string) =>
      jira.issue('BENCH-1').comments.filter((comment) => JSON.stringify(comment).includes(words));
    expect(entries('Said before the onboarding')).toMatchObject([{ element: 'comments' }]);
    expect(entries('another handset')).toMatchObject([{ element: 'comments' }]);
    expect(entries('another socket')).toHaveLength(1);
    expect(entries('sick leave')).toHaveLength(1);
    expect(comments('another socket')).toHaveLength(1);
    expect(comments('sick leave')).toHaveLength(1);
    expect(JSON.stringify(comments('sick leave'))).toContain('sd.public.comment');
    expect(JSON.stringify(comments('another socket'))).not.toContain('sd.public.comment');
    expect(await bench.findings()).toEqual([]);
  });

  test('that say the same twice on purpose stand there twice', async () => {
    const { bench } = holder;
    bench.jira.createIssue({ project: 'BENCH', summary: 'Phone is dead' });
    await bench.cli('apply', '-f', bench.file);
    await bench.sync('--onboarding');
    bench.jira.comment('BENCH-1', 'Any news?');
    bench.jira.comment('BENCH-1', 'Any news?');
    await bench.sync();
    await bench.sync();
    expect(bench.serviceNow.people.rows('sys_journal_field')).toHaveLength(2);
    expect(await bench.findings()).toEqual([]);
  });
});
