/** Escape sequences of every terminal in use: another screen, no cursor, and one picture at a time where that is known. */
const ENTER = '\u001b[?1049h\u001b[?25l\u001b[2J';
const LEAVE = '\u001b[?25h\u001b[?1049l';
const BEGIN_PICTURE = '\u001b[?2026h';
const END_PICTURE = '\u001b[?2026l';
const CLEAR_REST = '\u001b[K';

/** A terminal that is drawn on as a whole. Lines that did not change are not written again, so nothing flickers. */
export class Screen {
  readonly #output: NodeJS.WriteStream;
  #drawn: readonly string[] = [];
  #isOpen = true;
  readonly #onResize = () => {
    this.#drawn = [];
    this.#output.write('\u001b[2J');
  };
  readonly #onExit = () => this.close();

  constructor(output: NodeJS.WriteStream) {
    this.#output = output;
    output.write(ENTER);
    output.on('resize', this.#onResize);
    // However the program ends, the terminal is given back.
    process.once('exit', this.#onExit);
  }

  get size(): { readonly columns: number; readonly rows: number } {
    return { columns: this.#output.columns || 80, rows: this.#output.rows || 24 };
  }

  draw(lines: readonly string[]): void {
    if (!this.#isOpen) return;
    const length = Math.max(lines.length, this.#drawn.length);
    const changes: string[] = [];
    for (let row = 0; row < length; row += 1) {
      const line = lines[row] ?? '';
      if (line !== this.#drawn[row]) changes.push(`\u001b[${row + 1};1H${line}${CLEAR_REST}`);
    }
    this.#drawn = lines;
    if (changes.length > 0) this.#output.write(`${BEGIN_PICTURE}${changes.join('')}${END_PICTURE}`);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    process.off('exit', this.#onExit);
    this.#output.off('resize', this.#onResize);
    this.#output.write(LEAVE);
  }
}
