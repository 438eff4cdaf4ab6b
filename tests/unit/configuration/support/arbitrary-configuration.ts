import fc from 'fast-check';
import type { StoredConfiguration, StoredConnection } from '../../../../backend/configuration/index.js';
import type { FieldRule, ItemRule, SyncDefinition } from '../../../../backend/mappings/index.js';
import { CERTIFICATE } from './certificates.js';

/** Texts that a careless writer of YAML would not give back. */
const trap = fc.constantFrom(
  'yes',
  'null',
  '~',
  '1',
  '01',
  '1e3',
  '0x1f',
  '2024-01-31',
  '- a',
  'a: b',
  '#x',
  ' x ',
  "it's",
  '"',
  '\\',
  '*a',
  '&a',
  '!a',
  '%a',
  '@a',
  '`a',
  '{',
  '[',
  ']',
  ',',
  '|',
  '>',
  '? a',
  '<<',
  '=',
  'a\nb',
  '\n',
  'a\tb',
  '🚀',
  'é',
  '\u2028',
);
const text = fc
  .oneof(trap, fc.string({ minLength: 1, maxLength: 12 }))
  .filter((value) => /\S/.test(value) && !value.includes('${'));
const key = text.filter((value) => value !== '__proto__');
const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const json = fc.letrec<{ value: null | boolean | number | string | unknown[] | Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    text,
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(key, tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).value as fc.Arbitrary<string>;
const writtenValues = fc.dictionary(key, json, { maxKeys: 2, noNullPrototype: true });

const connection: fc.Arbitrary<StoredConnection> = fc
  .record({
    isJira: fc.boolean(),
    isPlain: fc.boolean(),
    host: fc.stringMatching(/^[a-z]{1,8}\.example$/),
    port: fc.integer({ min: 1000, max: 9999 }),
    insecure: fc.boolean(),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no name to sign in with has one
    username: text.filter((value) => !/[\u0000-\u001f\u007f]/.test(value)),
    expires: fc.constantFrom(null, '2027-01-31'),
    limits: fc.record(
      { concurrency: fc.integer({ min: 1, max: 1000 }), requestsPerSecond: fc.integer({ min: 1, max: 99 }) },
      { requiredKeys: [] },
    ),
    proxy: fc.constantFrom(
      null,
      'none' as const,
      { url: 'http://proxy.example:3128', username: null },
      { url: 'https://proxy.example', username: 'a: b' },
    ),
    ca: fc.constantFrom(null, null, null, CERTIFICATE + CERTIFICATE),
    certificate: fc.constantFrom(null, null, CERTIFICATE),
    readOnly: fc.boolean(),
    deployment: fc.constantFrom(null, 'cloud' as const, 'datacenter' as const),
  })
  .map(
    ({
      isJira,
      isPlain,
      host,
      port,
      insecure,
      username,
      expires,
      limits,
      proxy,
      ca,
      certificate,
      readOnly,
      deployment,
    }) => ({
      name: '',
      connector: isJira ? 'jira' : 'servicenow',
      url: isPlain ? `http://127.0.0.1:${port}` : `https://${host}:${port}`,
      insecure,
      auth:
        isJira && readOnly
          ? { kind: 'token' as const, fields: {}, expires, secrets: ['token'] }
          : { kind: 'basic' as const, fields: { username }, expires, secrets: ['password'] },
      network: {
        proxy,
        ca,
        certificate,
        secrets: [
          ...(proxy !== null && proxy !== 'none' && proxy.username !== null ? ['proxy.password' as const] : []),
          ...(certificate === null ? [] : ['clientCertificate.key' as const]),
        ],
      },
      limits,
      readOnly,
      deployment,
      options: isJira ? (deployment === null ? {} : { deployment }) : { pageSize: port },
    }),
  );

const policy = fc.constantFrom('hold' as const, 'left' as const, 'right' as const, 'newest' as const);
const expression = fc.constantFrom(
  'value',
  'item.key',
  '$join(value, ",")',
  '$sum(item.fields.{"a": 1}.a) > 0',
  '"#" & value',
);

/** Pairs grouped by their left token, as a file writes them. */
const values = fc
  .uniqueArray(fc.tuple(key, fc.uniqueArray(text, { minLength: 1, maxLength: 3 })), {
    selector: ([left]) => left,
    minLength: 1,
    maxLength: 4,
  })
  .map((groups) => groups.flatMap(([left, rights]) => rights.map((right) => ({ left, right }))));

/** @param index makes fields of different rows differ, so that none is written twice. */
function fieldRule(index: number): fc.Arbitrary<FieldRule> {
  return fc
    .record({
      left: text.map((field) => `${index}${field}`),
      right: text.map((field) => `${index}${field}`),
      missing: fc.constantFrom(null, null, null, 'left' as const, 'right' as const),
      direction: fc.constantFrom('both' as const, 'left' as const, 'right' as const),
      values: orNull(values),
      toRight: orNull(expression),
      toLeft: orNull(expression),
      computed: expression,
      conflicts: orNull(policy),
      status: writtenValues,
    })
    .map(({ left, right, missing, direction, values, toRight, toLeft, computed, conflicts, status }) => {
      const fields = { left: missing === 'left' ? null : left, right: missing === 'right' ? null : right };
      const written = missing === 'left' ? 'right' : missing === 'right' ? 'left' : direction;
      const statuses = values?.[0] === undefined || written === 'left' ? {} : { [values[0].right]: status };
      return {
        ...fields,
        id: [fields.left, fields.right].map((field) => (field ?? '').replaceAll(/[%:]/g, encodeURIComponent)).join(':'),
        direction: written,
        values: missing === null ? values : null,
        toRight: missing === 'left' ? computed : written === 'left' ? null : toRight,
        toLeft: missing === 'right' ? computed : written === 'right' ? null : toLeft,
        conflicts,
        transition: { left: {}, right: missing === null ? statuses : {} },
      } satisfies FieldRule;
    });
}

const comments = fc.oneof(
  fc.constantFrom('none' as const, 'auto' as const),
  fc.record({ public: orNull(text), internal: orNull(text) }),
);

/** @param index makes the types of different entries differ, so that each is reached. */
function itemRule(index: number): fc.Arbitrary<ItemRule> {
  return fc
    .record({
      left: text.map((type) => `${index}${type}`),
      right: orNull(text.map((type) => `${index}${type}`)),
      when: fc.record({ left: orNull(expression), right: orNull(expression) }),
      onCreate: fc.record({ left: writtenValues, right: writtenValues }),
      fields: fc
        .tuple(fieldRule(0), fieldRule(1), fieldRule(2))
        .chain((rules) => fc.constantFrom(rules, rules.slice(1), rules.slice(2))),
      later: fc.record(
        {
          attachments: fc.record({
            maxSizeBytes: orNull(fc.integer({ min: 1, max: 999_999 })),
            exclude: fc.array(text, { maxLength: 2 }),
          }),
          worklogs: fc.constant(true as const),
          links: fc.constant(true as const),
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ later, ...rule }) => ({ ...rule, ...later }));
}

const durationMs = fc.oneof(
  fc.nat(999_999),
  fc.nat(9_999).map((seconds) => seconds * 1000),
  fc.nat(99).map((hours) => hours * 3_600_000),
);

const sync: fc.Arbitrary<SyncDefinition> = fc
  .record({
    start: fc.constantFrom('manual' as const, 'auto' as const),
    delayMs: durationMs,
    leftFilter: orNull(text),
    rightFilter: orNull(text),
    backfill: fc.constantFrom(
      'all' as const,
      'none' as const,
      { since: '2024-01-31' },
      { since: '2024-01-31T10:00:00+02:00' },
    ),
    match: orNull(fc.record({ left: text, right: text })),
    initial: fc.constantFrom('left' as const, 'right' as const, 'hold' as const),
    create: fc.constantFrom('both' as const, 'left' as const, 'right' as const, 'none' as const),
    overlapMs: durationMs,
    settleMs: durationMs,
    conflicts: policy,
    panel: fc.subarray(['sync' as const, 'create' as const, 'unlink' as const, 'settle' as const]),
    deletes: fc.constantFrom('keep' as const, 'unlink' as const, 'close' as const, 'delete' as const),
    deleteLimit: fc.record({ percent: fc.constantFrom(0, 2.5, 5, 100), items: fc.nat(1000) }),
    items: fc.tuple(itemRule(0), itemRule(1)).chain(([one, two]) => fc.constantFrom([one], [one, two])),
    comments,
    commentsOfSecond: fc.option(comments),
    users: fc.dictionary(key, text, { maxKeys: 2, noNullPrototype: true }),
  })
  .map(({ leftFilter, rightFilter, items, commentsOfSecond, ...terms }) => ({
    kind: 'sync' as const,
    ...terms,
    left: { connection: '', container: '', filter: leftFilter },
    right: { connection: '', container: '', filter: rightFilter },
    items: items.map((item, index) =>
      index === 0 || commentsOfSecond === null || JSON.stringify(commentsOfSecond) === JSON.stringify(terms.comments)
        ? item
        : { ...item, comments: commentsOfSecond },
    ),
  }));

/** Configurations that a file could have made: names that exist, no rings. */
export const arbitraryConfiguration: fc.Arbitrary<StoredConfiguration> = fc
  .record({
    outgoing: fc.array(fc.constantFrom('example.com', 'example.com:8443', '127.0.0.1:9102', '[::1]:80'), {
      maxLength: 2,
    }),
    connections: fc.uniqueArray(fc.tuple(name, connection), {
      selector: ([chosen]) => chosen,
      minLength: 1,
      maxLength: 3,
    }),
    integrations: fc.uniqueArray(
      fc.tuple(
        name,
        fc.boolean(),
        fc.oneof(
          sync,
          fc.record({
            kind: fc.constantFrom('flow' as const, 'collection' as const),
            raw: fc.dictionary(
              key.filter((word) => word !== 'kind' && word !== 'enabled' && word !== 'trigger'),
              json,
              { maxKeys: 3, noNullPrototype: true },
            ),
          }),
        ),
      ),
      { selector: ([chosen]) => chosen, maxLength: 3 },
    ),
  })
  .map(({ outgoing, connections, integrations }) => {
    const named = connections.map(([chosen, rest]) => ({ ...rest, name: chosen }));
    const at = (index: number) => named[index % named.length]?.name ?? '';
    return {
      outgoing,
      connections: named,
      integrations: integrations.map(([chosen, enabled, definition], index) => ({
        name: chosen,
        enabled,
        definition:
          definition.kind === 'sync'
            ? {
                ...definition,
                left: { ...definition.left, connection: at(index), container: `L${index}` },
                right: { ...definition.right, connection: at(index + 1), container: `R${index}` },
              }
            : definition,
      })),
    };
  });
