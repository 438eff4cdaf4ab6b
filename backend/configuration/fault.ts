/** Something in the file that stops it from being applied, or, as a notice, something worth knowing. */
export interface Fault {
  readonly file: string;
  /** Both counted from 1; a column counts UTF-16 code units, as editors do. */
  readonly line: number;
  readonly column: number;
  /** `integrations.incidents.delay`; empty where the file as a whole is meant. */
  readonly path: string;
  /** What is wrong and what would be right, in one line, without any secret. */
  readonly message: string;
}

/** Said and not in the way: the file is applied all the same. */
export interface Notice extends Fault {
  /** `coming`: stored, not done yet; `adjusted`: runs otherwise than written; `advice`: works, though there is a better way. */
  readonly kind: 'coming' | 'adjusted' | 'advice';
}

/** One line each, as compilers do: `syncline.yaml:12:5 integrations.incidents.delay: "60" is not a duration; write …`. */
export function formatFaults(faults: readonly Fault[]): string {
  return faults
    .map(
      ({ file, line, column, path, message }) =>
        `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}\n`,
    )
    .join('');
}
