import { createInterface } from 'node:readline';
import { createInstallation } from '../trials/installation.js';

/** A first start makes the database, which is measured by nobody; this one finds it stopped but there. */
export async function secondsToReady(program: string): Promise<number> {
  const installation = await createInstallation({ program, configuration: '', environment: {} });
  try {
    await installation.run(['status']);
    const since = performance.now();
    const server = installation.start(['serve', '--port', '0']);
    const url = await addressOf(server.child.stdout);
    while ((await fetch(`${url}/readyz`)).status !== 200);
    const seconds = (performance.now() - since) / 1000;
    server.child.kill('SIGTERM');
    await server.ended;
    return seconds;
  } finally {
    await installation.remove();
  }
}

async function addressOf(output: NodeJS.ReadableStream | null): Promise<string> {
  if (output === null) throw new Error('the server has no output');
  for await (const line of createInterface(output)) {
    const [, url] = /address\s+(http:\S+)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('the server did not say its address');
}
