import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MARK_PROPERTY } from '../../backend/connectors/jira/index.js';
import type { AddonBuild, BuildTarget } from '../build/index.js';
import { fillTemplate, type TemplateValues } from './fill-template.js';
import { packJar } from './pack-jar.js';
import { PLUGIN_KEY } from './plugin-key.js';

const SOURCES = fileURLToPath(new URL('plugin/', import.meta.url));

/** The plugin for Jira Data Center 9 to 11: a jar without Java, which an administrator uploads in Manage apps. */
export const dataCenterBuild: AddonBuild = {
  host: 'data center',
  async build(target) {
    const entries = new Map<string, Buffer>();
    for (const path of await listSources()) {
      entries.set(path, await readSource(path, valuesFor(target)));
    }
    return [{ path: 'syncline-data-center.jar', bytes: await packJar(manifestOf(target), entries) }];
  },
};

async function listSources(): Promise<readonly string[]> {
  const found = await readdir(SOURCES, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(SOURCES.length).split(sep).join('/'))
    .sort();
}

async function readSource(path: string, values: TemplateValues): Promise<Buffer> {
  const bytes = await readFile(join(SOURCES, path));
  return extname(path) === '.png' ? bytes : Buffer.from(fillTemplate(path, bytes.toString('utf8'), values));
}

function valuesFor({ baseUrl, version, isLicensed }: BuildTarget): TemplateValues {
  return {
    texts: {
      baseUrl,
      version,
      origin: new URL(baseUrl).origin,
      pluginKey: PLUGIN_KEY,
      markProperty: MARK_PROPERTY,
    },
    conditions: { licensed: isLicensed },
  };
}

/**
 * Names the bundle and nothing that it would need: with the plugin's key among its headers Jira takes the jar as it is, instead of making
 * a bundle of it first, and then it must be one.
 */
function manifestOf({ version }: BuildTarget): Readonly<Record<string, string>> {
  return {
    'Manifest-Version': '1.0',
    'Created-By': 'Syncline',
    'Atlassian-Plugin-Key': PLUGIN_KEY,
    'Bundle-ManifestVersion': '2',
    'Bundle-SymbolicName': PLUGIN_KEY,
    'Bundle-Name': 'Syncline',
    'Bundle-Version': version,
  };
}
