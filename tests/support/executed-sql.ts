import { readdirSync, readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const STATEMENT = /\.query\(/g;
const CALL = /(?<!function )\b(\w+)\(/g;

/** Watches which statements of the backend this process executes, by the coverage that V8 counts. */
export interface SqlWatch {
  /**
   * Statements in these folders of the backend that were not executed since, as `file: function`. A function that no
   * executed one of them calls is others' business (routes, commands) and left out.
   */
  unexecuted(folders: readonly string[]): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Begins to watch. Modules that were loaded before are watched too. */
export async function watchSql(backend: string): Promise<SqlWatch> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Debugger.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    async unexecuted(folders) {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      const modules = await Promise.all(
        folders
          .flatMap((folder) => filesOf(join(backend, folder)))
          .map(async (file): Promise<Module> => {
            const script = result.find(({ url }) => url === pathToFileURL(file).href) ?? null;
            if (script === null) return { file, script, source: readFileSync(file, 'utf8') };
            const { scriptSource } = await session.post('Debugger.getScriptSource', { scriptId: script.scriptId });
            return { file, script, source: scriptSource };
          }),
      );
      const called = new Set(modules.flatMap(callsOf));
      return modules.flatMap(({ file, script, source }) => {
        const names = [...source.matchAll(STATEMENT)]
          .filter(({ index }) => script === null || !isExecuted(script, index))
          .map(({ index }) => nameAt(source, index))
          .filter((name) => called.has(name));
        return [...new Set(names)].map((name) => `${relative(backend, file)}: ${name}`);
      });
    },
    async stop() {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}

/** A file of the backend, as it was loaded, or as it is where it was not. */
interface Module {
  readonly file: string;
  readonly script: Profiler.ScriptCoverage | null;
  readonly source: string;
}

/** What is called, or would be, in functions that were executed at least in part. */
function callsOf({ script, source }: Module): readonly string[] {
  if (script === null) return [];
  const calls = [...source.matchAll(CALL)].filter(({ index }) => (functionAt(script, index)?.count ?? 0) > 0);
  return calls.flatMap(([, name]) => name ?? []);
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The innermost counted range says whether its code ran. */
function isExecuted({ functions }: Profiler.ScriptCoverage, at: number): boolean {
  return (
    (innermost(
      functions.flatMap(({ ranges }) => ranges),
      at,
    )?.count ?? 0) > 0
  );
}

/** The whole of the innermost function. */
function functionAt({ functions }: Profiler.ScriptCoverage, at: number): Profiler.CoverageRange | undefined {
  return innermost(
    functions.flatMap(({ ranges }) => ranges.slice(0, 1)),
    at,
  );
}

function innermost(ranges: readonly Profiler.CoverageRange[], at: number): Profiler.CoverageRange | undefined {
  const length = ({ startOffset, endOffset }: Profiler.CoverageRange) => endOffset - startOffset;
  return ranges
    .filter(({ startOffset, endOffset }) => startOffset <= at && at < endOffset)
    .toSorted((a, b) => length(a) - length(b))[0];
}

/** The function that a statement stands in, as far as the text tells. */
function nameAt(source: string, at: number): string {
  return [...source.slice(0, at).matchAll(/function (\w+)/g)].at(-1)?.[1] ?? 'module';
}
