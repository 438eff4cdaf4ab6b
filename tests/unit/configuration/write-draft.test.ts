import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeDraft } from '../../../backend/configuration/index.js';
import type { JsonValue } from '../../../backend/shared/index.js';

const TEXT = `# what support asked for
kind: sync
initial: left   # Jira was first
items:
  - left: Task
    right: incident
    fields:
      # the title
      - [ summary, short_description ]
      - { left: priority, right: priority, values: { High: "1", Low: "3" } } # see the handbook
      - [ labels, u_labels ]
`;
const entry = () => parse(TEXT);

test('a text that says the same already is left as it is written', () => {
  expect(writeDraft(TEXT, entry())).toBe(TEXT);
});

// Red without: the second `take` of changedList.
test('what stays keeps its comments, wherever it goes', () => {
  const changed = entry();
  changed.initial = 'right';
  const [title, , labels] = changed.items[0].fields;
  changed.items[0].fields = [{ left: 'priority', right: 'priority' }, labels, title];
  expect(writeDraft(TEXT, changed)).toBe(`# what support asked for
kind: sync
initial: right # Jira was first
items:
  - left: Task
    right: incident
    fields:
      - { left: priority, right: priority } # see the handbook
      - [ labels, u_labels ]
      # the title
      - [ summary, short_description ]
`);
});

// Red without: the place of what is added in changedMap: a value that is being typed would run away.
test('a value that is called otherwise stays where it was', () => {
  const changed = entry();
  changed.items[0].fields[1].values = { Higher: '1', Low: '3' };
  expect(writeDraft(TEXT, changed)).toContain('values: { Higher: "1", Low: "3" }');
});

test('a text that cannot be changed is written anew', () => {
  const aliased = 'a: &x { k: 1 }\nb: *x\n';
  expect(parse(writeDraft(aliased, { a: { k: 2 }, b: { k: 1 } }))).toEqual({ a: { k: 2 }, b: { k: 1 } });
  expect(parse(writeDraft('a: [', { a: 1 }))).toEqual({ a: 1 });
});

test('whatever one entry says, the text of another comes to say it', () => {
  const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<JsonValue>(null, true, 1, 'text', '1', '', '# no comment', 'a: b', '<<', '- x'),
      fc.array(tie('tree'), { maxLength: 3 }) as fc.Arbitrary<JsonValue>,
      fc.dictionary(fc.constantFrom('left', 'right', 'fields', 'items', '1', '<<', 'a b'), tie('tree'), {
        maxKeys: 3,
        noNullPrototype: true,
      }) as fc.Arbitrary<JsonValue>,
    ),
  }));
  const members = fc.dictionary(fc.constantFrom('items', 'users', 'match'), tree, { noNullPrototype: true });
  fc.assert(
    fc.property(members, members, (before, after) => {
      const text = writeDraft('', before as JsonValue);
      expect(parse(text) ?? {}).toEqual(before);
      expect(parse(writeDraft(text, after as JsonValue)) ?? {}).toEqual(after);
    }),
    { numRuns: 300 },
  );
});
