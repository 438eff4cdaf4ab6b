import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, exportConfiguration, formatFaults, withoutSecrets } from '../../../backend/configuration/index.js';
import { arbitraryConfiguration } from './support/arbitrary-configuration.js';
import { connectors } from './support/connectors.js';
import { parse } from './support/parse.js';
import { smallFile } from './support/small-file.js';

/** Reads a text that has no fault. */
function read(text: string) {
  const { file, faults } = parse(text);
  expect(formatFaults(faults)).toBe('');
  if (file === null) throw new Error('a file without faults is read');
  return file;
}

describe('an export', () => {
  it('is read back as what was stored, whatever that is', () => {
    fc.assert(
      fc.property(arbitraryConfiguration, (stored) => {
        const file = read(exportConfiguration(stored, connectors));
        expect(withoutSecrets(file)).toEqual(stored);
        expect(difference(stored, file, { connectors, isSameSecret: () => false })).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the order of values', () => {
    const text = smallFile({ 20: '          - { left: a, right: b, values: { "10": x, "9": [ "2", "1" ] } }' });
    const stored = withoutSecrets(read(text));
    const again = withoutSecrets(read(exportConfiguration(stored, connectors)));
    expect(JSON.stringify(again)).toBe(JSON.stringify(stored));
    expect(exportConfiguration(stored, connectors)).toContain('values: { "10": x, "9": [ "2", "1" ] }');
  });

  it('is short and readable', () => {
    expect(
      exportConfiguration(withoutSecrets(read(smallFile())), connectors),
    ).toBe(`# Configuration of Syncline, as exported; keys that are not here have their default.
# Secrets are not in it: "\${secret:connection/field}" keeps the stored one, "\${NAME}" reads the environment.

version: 1

connections:
  jira:
    connector: jira
    url: https://example.atlassian.net
    auth: { kind: basic, username: a@example.com, password: "\${secret:jira/password}" }

  snow:
    connector: servicenow
    url: https://example.service-now.com
    auth: { kind: basic, username: syncline, password: "\${secret:snow/password}" }

integrations:
  incidents:
    kind: sync
    left: { connection: jira, project: BENCH }
    right: { connection: snow, table: incident }
    items:
      - left: Task
        right: incident
        fields:
          - [ summary, short_description ]
`);
  });

  it('of nothing is a file too', () => {
    expect(read(exportConfiguration({ outgoing: [], connections: [], integrations: [] }, connectors))).toEqual({
      outgoing: [],
      connections: [],
      integrations: [],
    });
  });

  it('of every key is read back', () => {
    const stored = withoutSecrets(read(readFileSync(new URL('fixtures/complete.yaml', import.meta.url), 'utf8')));
    expect(withoutSecrets(read(exportConfiguration(stored, connectors)))).toEqual(stored);
  });
});
