import type { Fault, Notice } from './fault.js';
import { formatPath, isWithin, type KeyPath } from './text/key-path.js';
import type { Place, SourceDocument } from './text/read-document.js';
import { shownKey } from './text/shown.js';

/** What is wrong with one member. */
export interface LocatedFault {
  readonly path: KeyPath;
  readonly message: string;
}

/** Something that is said of a place of the file. */
export interface Finding {
  readonly path: KeyPath;
  readonly kind: 'fault' | Notice['kind'];
  readonly said: Fault;
}

/** Collects what is wrong with one file, each thing once and with its place. */
export class Report {
  readonly #file: string;
  readonly #document: SourceDocument;
  readonly #faults: { readonly path: KeyPath; readonly fault: Fault }[] = [];
  readonly #notices: { readonly path: KeyPath; readonly notice: Notice }[] = [];
  readonly #unreadable = new Set<string>();

  constructor(file: string, document: SourceDocument) {
    this.#file = file;
    this.#document = document;
  }

  get faults(): Fault[] {
    return this.#faults.map(({ fault }) => fault).sort(byPlace);
  }

  /** The same with the keys themselves, for whoever shows each fault beside its member; in the order in which they were found. */
  get located(): LocatedFault[] {
    return this.#faults.map(({ path, fault }) => ({ path, message: fault.message }));
  }

  get notices(): Notice[] {
    return this.#notices.map(({ notice }) => notice).sort(byPlace);
  }

  /** Faults and notices, each with its path before it was made a text, in the order of the file. */
  get findings(): Finding[] {
    return [
      ...this.#faults.map(({ path, fault }) => ({ path, kind: 'fault' as const, said: fault })),
      ...this.#notices.map(({ path, notice }) => ({ path, kind: notice.kind, said: notice })),
    ].sort((a, b) => byPlace(a.said, b.said));
  }

  get hasFaults(): boolean {
    return this.#faults.length > 0;
  }

  /** Where the faults are, a missing key included. */
  get faultyPaths(): KeyPath[] {
    return this.#faults.map(({ path }) => path);
  }

  fault(path: KeyPath, message: string, place?: Place): void {
    this.#faults.push({ path, fault: this.#entry(path, message, place ?? this.#document.locate(path)) });
  }

  /** A fault of the value itself, so that nothing else is to be said about it. */
  unreadable(path: KeyPath, message: string, place?: Place): void {
    this.#unreadable.add(formatPath(path));
    this.fault(path, message, place);
  }

  isUnreadable(path: KeyPath): boolean {
    return this.#unreadable.has(formatPath(path));
  }

  notice(kind: Notice['kind'], path: KeyPath, message: string): void {
    this.#notices.push({ path, notice: { kind, ...this.#entry(path, message, this.#document.locate(path)) } });
  }

  /** Whether something at or below `path` is at fault, so that a rule over the whole of it would only repeat that. */
  isFaulty(path: KeyPath): boolean {
    return this.#faults.some((entry) => isWithin(entry.path, path));
  }

  /** The line at which `path` stands, for a fault that points at another place. */
  lineOf(path: KeyPath): number {
    return this.#document.locate(path).line;
  }

  /** The keys at `path` in the order of the file. */
  keysAt(path: KeyPath): string[] {
    return this.#document.keysAt(path);
  }

  #entry(path: KeyPath, message: string, { line, column }: Place): Fault {
    const shown = path.map((step, index) => (typeof step === 'string' ? shownKey(step, path.slice(0, index)) : step));
    return { file: this.#file, line, column, path: formatPath(shown), message };
  }
}

function byPlace(a: Fault, b: Fault): number {
  return a.line - b.line || a.column - b.column;
}
