import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { MARK_PROPERTY } from '../../backend/connectors/jira/index.js';
import { packageDirectory } from '../../backend/settings/index.js';
import { ConfigurationError } from '../../backend/shared/index.js';
import type { AddonBuild, BuildTarget, BuiltFile } from '../build/index.js';

const FOLDER = 'syncline-forge';
const SOURCES = fileURLToPath(new URL('app/', import.meta.url));
const MANIFEST = 'manifest.yml';

/** The app for Jira Cloud: a folder that `forge deploy` takes, with the pages of this version in it. */
export const forgeBuild: AddonBuild = {
  host: 'forge',
  build: (target) => buildForgeApp(target, join(packageDirectory(), 'dist', 'forge-ui')),
};

/**
 * The files of the app.
 * @param pages the folder of the built pages. @throws ConfigurationError when they have not been built.
 */
export async function buildForgeApp(target: BuildTarget, pages: string): Promise<readonly BuiltFile[]> {
  if (!existsSync(join(pages, 'index.html'))) {
    throw new ConfigurationError('the pages for Forge have not been built; build them with: npm run build');
  }
  const app = await filesOf(SOURCES);
  const ui = await filesOf(pages);
  return [
    ...app.map(({ path, bytes }) => ({ path, bytes: path === MANIFEST ? manifestFor(target, bytes) : bytes })),
    ...ui.map(({ path, bytes }) => ({ path: `ui/${path}`, bytes })),
  ].map(({ path, bytes }) => ({ path: `${FOLDER}/${path}`, bytes }));
}

/** The template is a whole manifest; what differs from server to server is put over it, and its comments stay. */
function manifestFor({ forgeAppId, isLicensed }: BuildTarget, template: Buffer): Buffer {
  const manifest = parseDocument(template.toString('utf8'));
  if (forgeAppId !== null) manifest.setIn(['app', 'id'], forgeAppId);
  if (isLicensed) manifest.setIn(['app', 'licensing'], manifest.createNode({ enabled: true }));
  manifest.setIn(['modules', 'jira:entityProperty', 0, 'propertyKey'], MARK_PROPERTY);
  return Buffer.from(manifest.toString({ lineWidth: 0 }));
}

/** By name, so that the same sources make the same build. */
async function filesOf(folder: string): Promise<readonly BuiltFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    paths.sort().map(async (path) => ({
      path: relative(folder, path).split(sep).join('/'),
      bytes: await readFile(path),
    })),
  );
}
