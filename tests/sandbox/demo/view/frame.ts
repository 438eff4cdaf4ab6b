import type picocolors from 'picocolors';
import type { WatchedEdit } from '../edit.js';
import type { HeldField } from '../observer.js';
import type { Scene } from '../scene.js';
import { clockTime, counted, toWidth } from './words.js';

type Colours = ReturnType<typeof picocolors.createColors>;

/** Where a frame is drawn. */
export interface Stage {
  readonly columns: number;
  readonly rows: number;
  readonly colours: Colours;
}

const MARGIN = 1;
const KEY_WIDTH = 10;
const FIELD_WIDTH = 12;
const ARROW_WIDTH = 4;
const STATE_WIDTH = 9;
/** Lines that are always there: title, columns, rules, held fields, counters, legend, keys. */
const FIXED_LINES = 14;
const BAR_CELLS = 40;

/** One picture of the demo, as lines that fit; pure, so that it can be looked at in a test. */
export function drawFrame(scene: Scene, stage: Stage): readonly string[] {
  const { colours, rows } = stage;
  const editLines = Math.max(3, rows - FIXED_LINES);
  const lines = [
    ...drawHead(scene, stage),
    rule('what people change, and where it goes', stage),
    ...(scene.phase === 'onboarding' ? drawOnboarding(scene, stage, editLines) : drawEdits(scene, stage, editLines)),
    rule('changed on both sides at once: held until a person decides', stage),
    ...drawHeld(scene.held, stage),
    rule('', stage),
    drawCounters(scene, stage),
    colours.dim(pad('→ under way, ✓ carried and how long it took, ≠ held, = settled by a person', stage)),
    drawKeys(scene, stage),
  ];
  return lines.slice(0, rows);
}

function drawHead({ seconds, issues, incidents, edits }: Scene, stage: Stage): readonly string[] {
  const { colours, columns } = stage;
  const { valueWidth, leftWidth } = widths(columns);
  const time = clockTime(seconds);
  const title = 'Syncline demo: a Jira project and a ServiceNow table, kept in step';
  const rest = columns - 2 * MARGIN - title.length - time.length;
  const side = (text: string) => ' '.repeat(MARGIN) + toWidth(text, leftWidth) + ' '.repeat(ARROW_WIDTH);
  return [
    ' '.repeat(MARGIN) + colours.bold(title) + ' '.repeat(Math.max(1, rest)) + colours.dim(time),
    '',
    colours.bold(
      colours.blue(side('JIRA, project BENCH')) +
        colours.green(toWidth('SERVICENOW, table incident', valueWidth + STATE_WIDTH)),
    ),
    colours.dim(
      side(`${issues} issues, ${counted(edits.left, 'edit')} by people`) +
        toWidth(`${incidents} incidents, ${counted(edits.right, 'edit')}`, valueWidth + STATE_WIDTH),
    ),
  ];
}

function drawOnboarding({ pairs, issues }: Scene, { colours }: Stage, lines: number): readonly string[] {
  const filled = Math.round((pairs / Math.max(issues, 1)) * BAR_CELLS);
  const bar = colours.green('█'.repeat(filled)) + colours.dim('░'.repeat(BAR_CELLS - filled));
  const words = [
    '',
    ' Onboarding: every issue that exists gets its incident.',
    '',
    ` ${bar}  ${pairs} of ${issues}`,
    '',
    colours.dim(' Then people begin to work on both sides.'),
  ];
  return Array.from({ length: lines }, (_, index) => words[index] ?? '');
}

function drawEdits({ recent }: Scene, stage: Stage, lines: number): readonly string[] {
  return Array.from({ length: lines }, (_, index) => {
    const edit = recent[index];
    return edit === undefined ? '' : drawEdit(edit, stage);
  });
}

function drawEdit(edit: WatchedEdit, { colours, columns }: Stage): string {
  const { valueWidth } = widths(columns);
  const { side, itemKey, what, left, right, state, tookMs } = edit;
  const isNew = state === 'waiting';
  const paint = state === 'held' ? colours.yellow : isNew ? colours.bold : (text: string) => text;
  const origin = (text: string) => paint(text);
  const copy = (text: string) => (isNew ? colours.dim(text) : paint(text));
  return [
    ' '.repeat(MARGIN),
    colours.cyan(toWidth(itemKey, KEY_WIDTH)),
    ' ',
    toWidth(what, FIELD_WIDTH),
    ' ',
    (side === 'right' ? copy : origin)(toWidth(left, valueWidth)),
    drawArrow(edit, colours),
    (side === 'left' ? copy : origin)(toWidth(right, valueWidth)),
    ' ',
    drawState(state, tookMs, colours),
  ].join('');
}

function drawArrow({ side, state }: WatchedEdit, { yellow, green, dim }: Colours): string {
  if (state === 'held') return yellow('  ≠ ');
  if (state === 'settled') return green('  = ');
  const arrow = side === 'left' ? '  → ' : side === 'right' ? '  ← ' : '  ≠ ';
  return state === 'carried' ? green(arrow) : dim(arrow);
}

function drawState(state: WatchedEdit['state'], tookMs: number | null, { green, yellow, dim }: Colours): string {
  switch (state) {
    case 'carried':
      return green(toWidth(`✓ ${((tookMs ?? 0) / 1000).toFixed(1)} s`, STATE_WIDTH - 1));
    case 'settled':
      return green(toWidth('settled', STATE_WIDTH - 1));
    case 'held':
      return yellow(toWidth('held', STATE_WIDTH - 1));
    case 'waiting':
      return dim(toWidth('…', STATE_WIDTH - 1));
  }
}

/** The first one in full, since it can be settled by a key, and how many there are besides. */
function drawHeld(held: readonly HeldField[], { colours, columns }: Stage): readonly string[] {
  const [first] = held;
  if (first === undefined) return [colours.dim(' Nothing is held.'), '', ''];
  const width = columns - MARGIN - KEY_WIDTH - 1 - FIELD_WIDTH - 1;
  const line = (key: string, field: string, words: string) =>
    ' '.repeat(MARGIN) +
    colours.cyan(toWidth(key, KEY_WIDTH)) +
    ` ${toWidth(field, FIELD_WIDTH)} ${colours.yellow(toWidth(words, width))}`;
  return [
    line(first.issueKey, first.ruleId.split(':')[0] ?? '', `Jira says        ${first.left}`),
    line(first.incidentNumber, '', `ServiceNow says  ${first.right}`),
    held.length > 1 ? colours.dim(` and ${held.length - 1} more`) : '',
  ];
}

function drawCounters({ pairs, held, waiting, carried, callsPerMinute }: Scene, stage: Stage): string {
  const words = [
    `${pairs} pairs, ${carried} carried, ${waiting} under way, ${held.length} held`,
    `calls/min ${callsPerMinute.left} left, ${callsPerMinute.right} right`,
  ].join('; ');
  return pad(words, stage);
}

function drawKeys({ held, phase }: Scene, stage: Stage): string {
  const { colours } = stage;
  const keys =
    phase === 'syncing'
      ? [
          ['e', 'edit'],
          ['c', 'conflict'],
          ...(held.length > 0
            ? [
                ['l', 'Jira wins'],
                ['r', 'ServiceNow wins'],
              ]
            : []),
          ['q', 'quit'],
        ]
      : [['q', 'quit']];
  return ' '.repeat(MARGIN) + keys.map(([key, does]) => `${colours.inverse(` ${key} `)} ${does}`).join('  ');
}

function rule(title: string, { colours, columns }: Stage): string {
  const words = title === '' ? '' : ` ${title} `;
  const start = '──';
  return colours.dim(`${start}${words}${'─'.repeat(Math.max(0, columns - start.length - words.length))}`);
}

function pad(text: string, { columns }: Stage): string {
  return ' '.repeat(MARGIN) + toWidth(text, columns - 2 * MARGIN);
}

/** What is left for the two values, and where the right half begins. */
function widths(columns: number): { readonly valueWidth: number; readonly leftWidth: number } {
  const fixed = MARGIN + KEY_WIDTH + 1 + FIELD_WIDTH + 1 + ARROW_WIDTH + 1 + (STATE_WIDTH - 1);
  const valueWidth = Math.max(8, Math.floor((columns - fixed) / 2));
  return { valueWidth, leftWidth: KEY_WIDTH + 1 + FIELD_WIDTH + 1 + valueWidth };
}
