import { describe, expect, it } from 'vitest';
import { formatFaults } from '../../../backend/configuration/index.js';
import { faultyFiles } from './support/faulty-files/index.js';
import { parse } from './support/parse.js';
import { smallFile } from './support/small-file.js';

describe('faults of a file', () => {
  it('are none in the small file that the others are made from', () => {
    expect(parse(smallFile())).toMatchObject({ faults: [], notices: [] });
  });

  it.each(faultyFiles)('$name', ({ edits, faults }) => {
    const parsed = parse(smallFile(edits));
    expect(formatFaults(parsed.faults).trimEnd().split('\n')).toEqual(faults.map((fault) => `syncline.yaml:${fault}`));
    expect(parsed.file).toBeNull();
  });

  it('carry file, line, column and path as values, for programs', () => {
    const { faults } = parse(smallFile({ 13: '    kind: sync\n    delay: "60"' }), { fileName: 'conf/a.yaml' });
    expect(faults).toEqual([
      {
        file: 'conf/a.yaml',
        line: 14,
        column: 5,
        path: 'integrations.incidents.delay',
        message: '"60" is not a duration; write 60s, 5m, 1h or 500ms',
      },
    ]);
  });

  it('are in the order of the file', () => {
    const { faults } = parse(
      smallFile({ 5: '    url: x', 13: '    kind: sync\n    conflict: a\n    delay: 5', 20: '          - {}' }),
    );
    expect(faults.map(({ line }) => line)).toEqual([5, 14, 15, 22]);
  });

  it('count columns in UTF-16 code units, past a byte order mark', () => {
    const { faults } = parse(`\ufeff${smallFile({ 14: '    left: { connection: jira, project: "🚀", filtr: a }' })}`);
    expect(formatFaults(faults)).toContain('syncline.yaml:14:46 integrations.incidents.left.filtr: unknown key');
    expect(formatFaults(parse(`\ufeff${smallFile({ 1: 'version: 2' })}`).faults)).toMatch(
      /^syncline\.yaml:1:1 version/,
    );
  });
});
