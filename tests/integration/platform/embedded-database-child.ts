import { silentLogger } from '../../../backend/shared/index.js';
import { ensureDatabase } from '../../../backend/storage/embedded/index.js';

// A process that uses the database of a home until its input ends: says what it got, and then that it has let go.
const home = process.argv[2] ?? '';
const signal = AbortSignal.timeout(60_000);
const { url, started, stop } = await ensureDatabase({ home, signal, log: silentLogger });
process.stdout.write(`${JSON.stringify({ url, started })}\n`);
for await (const _ of process.stdin);
await stop();
process.stdout.write('stopped\n');
