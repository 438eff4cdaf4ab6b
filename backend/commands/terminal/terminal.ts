import picocolors from 'picocolors';

export type Colours = ReturnType<typeof picocolors.createColors>;

/** Where a command speaks: its report on standard output, everything else on standard error. */
export interface Terminal {
  /** Part of the report. */
  print(text: string): void;
  /** The whole report of a command with `--json`: one document. */
  printJson(document: unknown): void;
  /** Something for the person beside the report. */
  note(text: string): void;
  /** Of the report and of notes: none where a file or a program reads them. */
  readonly colours: Colours;
  readonly noteColours: Colours;
  /** Whether a person watches the notes, so that a line may be drawn over. */
  readonly isWatched: boolean;
  /** Characters of a line of notes. */
  readonly width: number;
  /** Draws a line that the next one replaces; empty takes it away. Only where it is watched. */
  draw(line: string): void;
}

const CLEAR_LINE = '\r\u001b[2K';
const USUAL_WIDTH = 80;

/** The terminal of this process. */
export function processTerminal(environment: Readonly<Record<string, string | undefined>>): Terminal {
  const isForced = Boolean(environment.FORCE_COLOR);
  const isColourful = (stream: NodeJS.WriteStream) => !environment.NO_COLOR && (isForced || stream.isTTY === true);
  const isWatched = process.stderr.isTTY === true && environment.TERM !== 'dumb';
  let drawn = '';
  const note = (text: string) => {
    // What is drawn must not stick to the words, and comes back below them.
    process.stderr.write(`${drawn === '' ? '' : CLEAR_LINE}${text}\n${drawn}`);
  };
  return {
    print: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    printJson: (document) => void process.stdout.write(`${JSON.stringify(document, null, 2)}\n`),
    note,
    colours: picocolors.createColors(isColourful(process.stdout)),
    noteColours: picocolors.createColors(isColourful(process.stderr)),
    isWatched,
    get width() {
      return process.stderr.columns ?? USUAL_WIDTH;
    },
    draw(line) {
      if (!isWatched || line === drawn) return;
      process.stderr.write(`${CLEAR_LINE}${line}`);
      drawn = line;
    },
  };
}
