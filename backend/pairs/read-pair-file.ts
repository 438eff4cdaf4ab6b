import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { ConfigurationError, errorMessage } from '../shared/index.js';

/** Two items of which a file says that they are the same thing. */
export interface WrittenPair {
  readonly line: number;
  /** Keys, as people write them. */
  readonly left: string;
  readonly right: string;
}

/** Where the keys stand: names of a heading or numbers from 1. */
export interface PairColumns {
  readonly left: string;
  readonly right: string;
}

const record = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });
/** Headings of which one side is plain; the exports of other products say `local` of the tool that they were made in. */
const HEADINGS = [
  ['left', 'right'],
  ['local', 'remote'],
  ['source', 'target'],
] as const;

/**
 * Reads pairs of keys from a CSV file as a stream: comma, semicolon or tab, with a heading or without one. Without `columns` those named
 * left and right (or local and remote, or source and target) count, else the first two. An address of an issue counts as its key.
 * @throws ConfigurationError naming file, line and fault.
 */
export async function* readPairFile(path: string, columns: PairColumns | null): AsyncGenerator<WrittenPair> {
  const parser = createReadStream(path)
    .on('error', (error) => parser.destroy(error))
    .pipe(
      parse({
        bom: true,
        delimiter: [',', ';', '\t'],
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        trim: true,
      }),
    );
  let places: { readonly left: number; readonly right: number } | null = null;
  try {
    for await (const parsed of parser) {
      const { record: cells, info } = record.parse(parsed);
      if (places === null) {
        const isHeading = !cells.some((cell) => /\d/.test(cell));
        places = placesOf(path, columns, isHeading ? cells : null);
        if (isHeading) continue;
      }
      const [left, right] = [keyIn(cells[places.left]), keyIn(cells[places.right])];
      if (left === '' || right === '') {
        throw new ConfigurationError(
          `${path}:${info.lines}: a pair has two keys; this line has ${cells.length === 1 ? 'one cell' : 'an empty one'}`,
        );
      }
      yield { line: info.lines, left, right };
    }
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`${path} cannot be read as pairs: ${errorMessage(error)}`, { cause: error });
  }
}

function placesOf(
  path: string,
  columns: PairColumns | null,
  heading: readonly string[] | null,
): { readonly left: number; readonly right: number } {
  if (columns !== null)
    return { left: placeOf(path, columns.left, heading), right: placeOf(path, columns.right, heading) };
  const names = (heading ?? []).map((name) => name.toLowerCase());
  for (const words of HEADINGS) {
    const [left, right] = words.map((word) => names.findIndex((name) => name.includes(word)));
    if (left !== undefined && right !== undefined && left >= 0 && right >= 0) return { left, right };
  }
  return { left: 0, right: 1 };
}

function placeOf(path: string, column: string, heading: readonly string[] | null): number {
  const named = (heading ?? []).findIndex((name) => name.toLowerCase() === column.toLowerCase());
  if (named >= 0) return named;
  if (/^[1-9]\d?$/.test(column)) return Number(column) - 1;
  throw new ConfigurationError(
    heading === null
      ? `${path} has no heading; name its columns by number, such as --columns 1,2`
      : `${path} has no column "${column}"; it has ${heading.join(', ')}`,
  );
}

function keyIn(cell: string | undefined): string {
  return /\/browse\/([^/?#]+)/.exec(cell ?? '')?.[1] ?? cell ?? '';
}
