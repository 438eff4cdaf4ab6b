import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  difference,
  exportConfiguration,
  formatDifference,
  formatFaults,
  withoutSecrets,
} from '../../../backend/configuration/index.js';
import { connectors } from './support/connectors.js';
import { environment, parse } from './support/parse.js';
import { smallFile } from './support/small-file.js';

const SECRET = 'hunter2';
const secrets = [SECRET, ...Object.values(environment)];

function expectNoSecret(text: string): void {
  for (const secret of secrets) expect(text).not.toContain(secret);
}

describe('a secret', () => {
  it.each([
    ['in a value that is no text', '    auth: [hunter2]'],
    ['for a whole auth', '    auth: hunter2'],
    ['with no space after the colon', '    auth: { kind: basic, username: a, password:hunter2 }'],
    ['one level too high', '    password: hunter2'],
    ['one level too high with no space', '    auth: { kind: basic }\n    password:hunter2: x'],
    ['with no colon', '    auth: { kind: basic, username: a, password hunter2 }'],
    ['with no key', '    auth: { kind: basic, username: a, hunter2 }'],
    ['as the kind', '    auth: { kind: hunter2, username: a, password: b }'],
    ['as an alias', '    auth: { kind: basic, username: a, password: *hunter2 }'],
    ['as a tag', '    auth: { kind: basic, username: a, password: !hunter2 x }'],
    ['as a directive', '    auth: { kind: basic, username: a, password: %hunter2 }'],
    ['as an escape', '    auth: { kind: basic, username: a, password: "\\hunter2" }'],
    ['as a variable', '    auth: { kind: basic, username: a, password: "${hunter2!}" }'],
    ['in a reference to another', '    auth: { kind: basic, username: a, password: "${secret:x/hunter2}" }'],
    ['with a control character', '    auth: { kind: basic, username: a, password: "hunter2\\n" }'],
    ['written in clear', '    auth: { kind: basic, username: a, password: hunter2 }'],
    ['in an option', '    auth: { kind: basic, username: a, password: b }\n    pageSize: hunter2'],
    [
      'as the key of a certificate',
      '    auth: { kind: none }\n    clientCertificate: { certificate: hunter2, key: hunter2 }',
    ],
    ['as the certificate of an authority', '    auth: { kind: none }\n    ca: hunter2'],
    ['as a proxy', '    auth: { kind: none }\n    proxy: hunter2'],
    ['in the address of a proxy', '    auth: { kind: none }\n    proxy: http://a:hunter2@b'],
    [
      "as a proxy's password",
      '    auth: { kind: none }\n    proxy: { url: "http://b", username: a, password: hunter2 }',
    ],
    ['in limits', '    auth: { kind: basic, username: a, password: b }\n    limits: hunter2'],
  ])('is not shown when it stands %s', (_, line) => {
    const { faults, notices } = parse(smallFile({ 6: line }));
    expect(faults.length + notices.length).toBeGreaterThan(0);
    expectNoSecret(formatFaults(faults) + formatFaults(notices));
  });

  it.each([
    'https://me:hunter2@example.com',
    'https://example.com?token=hunter2',
    'https://example.com#hunter2',
    '//a:hunter2@b',
  ])('is not shown when it stands in the address %s', (url) => {
    const { faults } = parse(smallFile({ 5: `    url: "${url}"` }));
    expect(faults).toHaveLength(1);
    expectNoSecret(formatFaults(faults));
  });

  it('is not shown wherever a file is cut', () => {
    const text = smallFile({ 6: `    auth: { kind: basic, username: a@example.com, password: "${SECRET}" }` });
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(20), (start, length) => {
        const { faults, notices } = parse(text.slice(0, start) + text.slice(start + length));
        const shown = formatFaults(faults) + formatFaults(notices);
        // A cut may leave the secret as the name of something; then it is no longer known as one.
        if (text.slice(start, start + length).match(/auth|connections|\n/) === null) expectNoSecret(shown);
      }),
      { numRuns: 100 },
    );
  });

  it('is in the file in normal form and neither in its export nor in a difference', () => {
    const before = parse(smallFile()).file;
    const after = parse(smallFile({ 6: `    auth: { kind: token, token: ${SECRET} }` })).file;
    if (before === null || after === null) throw new Error('both files are without fault');
    expect(JSON.stringify(after)).toContain(SECRET);
    const stored = withoutSecrets(before);
    expectNoSecret(exportConfiguration(withoutSecrets(after), connectors));
    const changes = difference(stored, after, { connectors, isSameSecret: () => false });
    const additions = difference({ outgoing: [], connections: [], integrations: [] }, after, {
      connectors,
      isSameSecret: () => false,
    });
    const colours = { green: String, red: String, yellow: String, dim: String };
    expect(changes.length).toBeGreaterThan(0);
    expectNoSecret(
      JSON.stringify([changes, additions]) + formatDifference(changes, colours) + formatDifference(additions, colours),
    );
  });
});
