import { silentLogger } from '../../../backend/shared/index.js';
import { ensureDatabase } from '../../../backend/storage/embedded/index.js';

// Keeps the PostgreSQL of one home running until whoever started this is gone.
const [home = ''] = process.argv.slice(2);
const database = await ensureDatabase({ home, signal: AbortSignal.timeout(60_000), log: silentLogger });
process.stdout.write(`${database.url}\n`);
process.stdin.resume().on('end', () => void database.stop().then(() => process.exit(0)));
