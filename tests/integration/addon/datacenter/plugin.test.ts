import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { type BuildTarget, readBaseUrl } from '../../../../addon/build/index.js';
import { dataCenterBuild } from '../../../../addon/datacenter/index.js';
import { MARK_PROPERTY } from '../../../../backend/connectors/jira/index.js';
import { readJar } from './read-jar.js';

const TARGET: BuildTarget = {
  baseUrl: 'https://sync.example.com',
  version: '1.2.3',
  isLicensed: false,
  forgeAppId: null,
};
/** Every character that an address may hold and that means something in a file of the plugin. */
const AWKWARD = readBaseUrl(`https://sync.example.com/a&b'c"d<e>$issue.key`);

async function jarBytes(changes: Partial<BuildTarget> = {}): Promise<Buffer> {
  const files = await dataCenterBuild.build({ ...TARGET, ...changes });
  return files[0]?.bytes ?? Buffer.alloc(0);
}

const jar = async (changes: Partial<BuildTarget> = {}) => readJar(await jarBytes(changes));
const textOf = (entries: ReadonlyMap<string, Buffer>, path: string) => entries.get(path)?.toString('utf8') ?? '';
const descriptorOf = (entries: ReadonlyMap<string, Buffer>) => textOf(entries, 'atlassian-plugin.xml');

interface XmlNode {
  readonly [name: string]: readonly XmlNode[] | Readonly<Record<string, string>> | string;
}

/** Every element of a document: its name, its attributes, its text. */
function elementsOf(
  xml: string,
): readonly { name: string; attributes: Readonly<Record<string, string>>; text: string }[] {
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' });
  const walk = (nodes: readonly XmlNode[]): ReturnType<typeof elementsOf> =>
    nodes.flatMap((node) =>
      Object.entries(node).flatMap(([name, below]) =>
        Array.isArray(below)
          ? [
              {
                name,
                attributes: (node[':@'] ?? {}) as Readonly<Record<string, string>>,
                text: below.map((one: XmlNode) => one['#text'] ?? '').join(''),
              },
              ...walk(below),
            ]
          : [],
      ),
    );
  return walk(parser.parse(xml));
}

describe('the Data Center plugin', () => {
  it('is well-formed, whatever the address', async () => {
    for (const baseUrl of [TARGET.baseUrl, AWKWARD]) {
      expect(XMLValidator.validate(descriptorOf(await jar({ baseUrl })))).toBe(true);
    }
  });

  // Red without: a file below plugin/ for each location, and the icons.
  it('holds every resource that its descriptor names', async () => {
    const entries = await jar();
    const elements = elementsOf(descriptorOf(entries));
    const named = elements
      .filter(({ name }) => name === 'resource')
      .map(({ attributes: { type, location = '' } }) =>
        type === 'i18n' ? `${location.replaceAll('.', '/')}.properties` : location,
      );
    const icons = elements.filter(({ attributes }) => /^plugin-(icon|logo)$/.test(attributes.name ?? ''));
    const wanted = [...named, ...icons.map(({ text }) => text)];
    expect(wanted.length).toBeGreaterThanOrEqual(8);
    expect(wanted.filter((path) => !entries.has(path))).toEqual([]);
    for (const { text } of icons) expect(entries.get(text)?.subarray(1, 4).toString()).toBe('PNG');
  });

  it('has each word of its menus in its own language file', async () => {
    const entries = await jar();
    const known = [...textOf(entries, 'i18n/syncline.properties').matchAll(/^([\w.]+)=./gm)].map(([, key]) => key);
    const used = elementsOf(descriptorOf(entries)).flatMap(({ name, attributes }) => [
      ...(name === 'label' ? [attributes.key] : []),
      ...(attributes['i18n-name-key'] === undefined ? [] : [attributes['i18n-name-key']]),
    ]);
    expect(used.filter((key) => !known.includes(key))).toEqual([]);
  });

  // Red without: leaving out of the descriptor whatever needs Java, which differs from Jira to Jira.
  it('names no class and no module that needs one', async () => {
    const entries = await jar();
    const elements = elementsOf(descriptorOf(entries));
    const modules = ['web-section', 'web-item', 'web-panel', 'web-resource', 'index-document-configuration'];
    const rest = ['atlassian-plugin', 'plugin-info', 'description', 'version', 'vendor', 'param', 'resource', 'label'];
    const known = new Set([...modules, ...rest, 'link', 'context', 'key', 'extract', '?xml', '#comment']);
    expect(elements.filter(({ name, attributes }) => !known.has(name) || 'class' in attributes)).toEqual([]);
    expect(new Set(elements.map(({ name }) => name))).toEqual(expect.objectContaining(new Set(modules)));
    expect([...entries.keys()].filter((path) => /\.(class|jar)$|spring/i.test(path))).toEqual([]);
  });

  it('leaves no mark of its templates, and says the version and the key where Jira reads them', async () => {
    const entries = await jar();
    for (const [path, bytes] of entries) {
      if (!path.endsWith('.png')) expect(bytes.toString('utf8'), path).not.toMatch(/\{\{|\}\}/);
    }
    const manifest = textOf(entries, 'META-INF/MANIFEST.MF');
    expect(manifest).toContain('Atlassian-Plugin-Key: app.syncline.jira\r\n');
    expect(manifest).toContain('Bundle-Version: 1.2.3\r\n');
    expect(manifest.endsWith('\r\n\r\n')).toBe(true);
    const [plugin] = elementsOf(descriptorOf(entries)).filter(({ name }) => name === 'atlassian-plugin');
    expect(plugin?.attributes).toMatchObject({ key: 'app.syncline.jira', 'plugins-version': '2' });
  });

  // Red without: escaping by the kind of the file in fillTemplate.
  it('writes an awkward address so that it is nothing but an address', async () => {
    const entries = await jar({ baseUrl: AWKWARD });
    const xml = elementsOf(descriptorOf(entries)).find(
      ({ attributes }) => attributes.linkId === 'syncline-menu-server',
    );
    expect(xml?.text.replaceAll('&amp;', '&').replaceAll('&#39;', "'")).toBe(`${AWKWARD}/addon/data-center/admin`);
    const panel = textOf(entries, 'templates/issue-panel.vm');
    const [, source = ''] = /src="([^"]*)"/.exec(panel) ?? [];
    expect(source.split('?')[0]).not.toContain('$');
    expect(source).toContain('&amp;');
    expect(source).toContain('&#39;');
    expect(textOf(entries, 'pages/admin.html')).not.toContain(`b'c`);
    expect(() => new Function(textOf(entries, 'panel/issue-panel.js'))).not.toThrow();
  });

  // Red without: the quotes around what Velocity prints, so that its escaping is enough.
  it('prints of the issue its id and key alone, inside a quoted attribute', async () => {
    const panel = textOf(await jar(), 'templates/issue-panel.vm').replaceAll(/^##.*$/gm, '');
    expect([...panel.matchAll(/\$!?\{?[\w.]+\}?/g)].map(([reference]) => reference)).toEqual([
      '$issue',
      '$!{issue.id}',
      '$!{issue.key}',
    ]);
    expect(panel).toMatch(/src="[^"]*\?issueId=\$!\{issue\.id\}&amp;issueKey=\$!\{issue\.key\}"/);
  });

  it('lets marks be searched under the property that the connector writes', async () => {
    const elements = elementsOf(descriptorOf(await jar()));
    expect(elements.find(({ attributes }) => 'property-key' in attributes)?.attributes).toEqual({
      'property-key': MARK_PROPERTY,
    });
    expect(elements.find(({ name }) => name === 'extract')?.attributes).toEqual({ path: 'mark', type: 'STRING' });
  });

  // Red without: the condition around the parameter. An app that a customer built himself would be shown as unlicensed.
  it('asks for a licence only where it was told to', async () => {
    expect(descriptorOf(await jar())).not.toContain('atlassian-licensing-enabled');
    expect(descriptorOf(await jar({ isLicensed: true }))).toContain('name="atlassian-licensing-enabled">true<');
  });

  // Red without: fixed times and a fixed order in packJar.
  it('comes out byte for byte the same', async () => {
    const zone = process.env.TZ;
    const first = await jarBytes();
    process.env.TZ = 'Pacific/Kiritimati';
    try {
      expect((await jarBytes()).equals(first)).toBe(true);
    } finally {
      process.env.TZ = zone ?? '';
    }
  });
});
