import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatFaults } from '../../../backend/configuration/index.js';
import { environment, parse } from './support/parse.js';
import { smallFile } from './support/small-file.js';

const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```yaml\n(?<text>[\s\S]*?)```/g)].map((block) => block.groups?.text ?? '');
const AUTH = '    auth: { kind: basic, username: a@example.com, password: "${JIRA_TOKEN}" }';
const indented = (text: string, indent: number) => text.trimEnd().replaceAll(/^/gm, ' '.repeat(indent));

describe('docs/configuration.md', () => {
  it('shows a whole file that is without fault', () => {
    const [file] = blocks.filter((text) => text.startsWith('version: 1'));
    expect(formatFaults(parse(file ?? '').faults)).toBe('');
  });

  it('shows ways to sign in that are without fault', () => {
    const ways =
      blocks
        .find((text) => text.startsWith('auth:'))
        ?.trimEnd()
        .split('\n') ?? [];
    expect(ways).toHaveLength(4);
    for (const way of ways.slice(0, 3)) expect(formatFaults(parse(smallFile({ 6: indented(way, 4) })).faults)).toBe('');
  });

  it('shows ways to a tool whose only fault is that their files are not there', () => {
    const way = blocks.find((text) => text.startsWith('proxy:')) ?? '';
    const { faults } = parse(smallFile({ 6: `${AUTH}\n${indented(way, 4)}` }), {
      environment: { ...environment, SYNC_TLS_KEY: '' },
    });
    expect(faults.map(({ path }) => path)).toEqual([
      'connections.jira.ca',
      'connections.jira.clientCertificate.certificate',
      'connections.jira.clientCertificate.key',
    ]);
  });

  it('shows sides and rows of fields that are without fault', () => {
    const sides = blocks.find((text) => text.startsWith('left:')) ?? '';
    const rows = blocks.filter((text) => text.startsWith('- ')).join('');
    expect(rows).toContain('toLeft');
    const text = smallFile({ 7: '  service-now:', 14: indented(sides, 4), 15: '', 20: indented(rows, 10) });
    expect(formatFaults(parse(text).faults)).toBe('');
  });

  it('shows faults as they are printed', () => {
    const text = smallFile({ 13: '    kind: sync\n    conflict: hold\n    delay: "60"' });
    expect(page).toContain(formatFaults(parse(text).faults));
  });
});
