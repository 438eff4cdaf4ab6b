import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

const MODE = 0o100644;
/** A line of a manifest may be as long, in bytes, without its end. */
const LONGEST_LINE = 72;

/**
 * Packs a jar whose bytes depend on nothing but what is in it: fixed times, the order given, nothing compressed (zlib's output changes
 * with its version, and all of it is a few kilobytes).
 * @param manifest its headers, in their order. @throws Error when one is too long for a line.
 */
export async function packJar(
  manifest: Readonly<Record<string, string>>,
  entries: ReadonlyMap<string, Buffer>,
): Promise<Buffer> {
  const zip = new ZipFile();
  // Zip knows local times only; the fields of this one are the same wherever it is packed.
  const time = new Date(2000, 0, 1);
  const add = (path: string, bytes: Buffer) =>
    zip.addBuffer(bytes, path, { mtime: time, mode: MODE, compress: false, forceDosTimestamp: true });
  // Readers of jars look for it at the beginning.
  add('META-INF/MANIFEST.MF', Buffer.from(manifestText(manifest)));
  for (const [path, bytes] of entries) add(path, bytes);
  zip.end();
  return buffer(zip.outputStream);
}

function manifestText(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const long = lines.find((line) => Buffer.byteLength(line) > LONGEST_LINE);
  if (long !== undefined) throw new Error(`a header is too long for a line of a manifest: ${long}`);
  return [...lines, '', ''].join('\r\n');
}
