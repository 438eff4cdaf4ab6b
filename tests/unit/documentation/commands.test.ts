import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { createContext } from '../../../backend/commands/command-context.js';
import { createProgram } from '../../../backend/commands/create-program.js';
import type { Terminal } from '../../../backend/commands/terminal/index.js';

const page = readFileSync(new URL('../../../docs/commands.md', import.meta.url), 'utf8');
const colours = picocolors.createColors(false);
const silent: Terminal = {
  print: () => undefined,
  printJson: () => undefined,
  note: () => undefined,
  draw: () => undefined,
  colours,
  noteColours: colours,
  isWatched: false,
  width: 80,
};

const program = createProgram(
  createContext({}, silent, { signal: new AbortController().signal, end: () => undefined }),
  '0.0.0',
);

/** Those that do something, by what is typed: `token create`. */
function commandsBelow(parent: Command, before: readonly string[] = []): ReadonlyMap<string, Command> {
  return new Map(
    parent.commands.flatMap((command) => {
      const words = [...before, command.name()];
      const below = [...commandsBelow(command, words)];
      // one that takes arguments does something by itself, whatever is below it
      const isDeed = below.length === 0 || command.registeredArguments.length > 0;
      return [...(isDeed ? [[words.join(' '), command] as const] : []), ...below];
    }),
  );
}

const commands = commandsBelow(program);
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0]?.replace(/^syncline /, '') ?? '', section]),
);
const withoutHelp = [...commands].filter(([name]) => name !== 'help');

// Red without: a section of a new command, an option that was added, renamed or taken away.
describe('docs/commands.md', () => {
  it('has a section for each command, and for no other', () => {
    expect([...sections.keys()].sort()).toEqual(withoutHelp.map(([name]) => name).sort());
  });

  it.each(withoutHelp)('names the options of %s as they are', (name, command) => {
    const rows = [...(sections.get(name) ?? '').matchAll(/^\| `(.+?)` \|/gm)].map(([, flags]) => flags);
    const options = command.options.filter(({ hidden }) => !hidden).map(({ flags }) => flags);
    expect(rows).toEqual(options);
  });

  it.each(withoutHelp)('shows a use of %s that would be understood', (name, command) => {
    const [, line = ''] = /^\$ syncline (.+)$/m.exec(sections.get(name) ?? '') ?? [];
    expect(line.startsWith(name)).toBe(true);
    const words = line.slice(name.length).trim().split(/\s+/).filter(Boolean);
    const { unknown, operands } = command.parseOptions(words);
    expect(unknown).toEqual([]);
    const needed = command.registeredArguments.filter(({ required }) => required).length;
    expect(operands.length).toBeGreaterThanOrEqual(needed);
    expect(operands.length).toBeLessThanOrEqual(command.registeredArguments.length);
  });

  it('says how commands end as the program does', () => {
    for (const code of [0, 1, 2, 64, 130]) expect(page).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
  });
});
