import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageDirectory } from '../settings/index.js';

/** The pages that there are; each is an entry of the build. */
export type PageName = 'admin' | 'panel';

/** What `npm run build` made of `frontend`. */
export interface BuiltFrontend {
  /** Where its files are, which a browser may have for ever: their names change with what is in them. */
  readonly directory: string;
  /** Below that folder, in the order in which a page wants them. */
  readonly scripts: Readonly<Record<PageName, readonly string[]>>;
  readonly style: string;
  readonly icon: string;
}

const manifestShape = z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()).optional() }));
type Manifest = z.infer<typeof manifestShape>;

/** @returns null where it has not been built: a server that runs from its sources. */
export function findBuiltFrontend(): BuiltFrontend | null {
  const directory = join(packageDirectory(), 'dist', 'frontend');
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) return null;
  const manifest = manifestShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    directory,
    scripts: { admin: scriptsOf(manifest, 'admin'), panel: scriptsOf(manifest, 'panel') },
    style: entryOf(manifest, 'style.css').file,
    icon: entryOf(manifest, 'look/icon.svg').file,
  };
}

/** The page's own script and those that it imports, so that a browser need not find them one after the other. */
function scriptsOf(manifest: Manifest, page: PageName): readonly string[] {
  const { file, imports = [] } = entryOf(manifest, `entries/${page}.tsx`);
  return [file, ...imports.map((name) => entryOf(manifest, name).file)];
}

function entryOf(manifest: Manifest, name: string) {
  const entry = manifest[name];
  if (entry === undefined) throw new Error(`the built pages have no ${name}; build them anew with: npm run build`);
  return entry;
}
