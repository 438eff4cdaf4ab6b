import { keepCaringForSites } from '../../../addon/index.js';
import { createFirstSetupLink, setupAddress } from '../../accounts/index.js';
import { createApi, type Listening, listen } from '../../api/index.js';
import { type Application, createLogger, keepWorking, openApplication } from '../../application/index.js';
import { systemClock, systemRandom } from '../../shared/index.js';
import { createFirstToken } from '../../tokens/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { type Address, welcome } from './welcome.js';

export type ServeRole = 'web' | 'worker';

export interface ServeOptions {
  readonly roles: readonly ServeRole[];
  readonly port: number;
  readonly version: string;
}

/** Serves until the context's signal is aborted, and then puts everything down. @throws ConfigurationError when it cannot start. */
export async function serve(context: CommandContext, { roles, port, version }: ServeOptions): Promise<ExitCode> {
  const { terminal, signal } = context;
  const settings = context.settings();
  const log = createLogger({ level: settings.logLevel, isPretty: terminal.isWatched });
  let application: Application | null = null;
  let server: Listening | null = null;
  try {
    // Before the database is touched: a port that is taken usually means that another server has it in use.
    if (roles.includes('web')) {
      const parts = { application: () => application, version, log, clock: systemClock, random: systemRandom };
      const { publicUrl, trustedProxies } = settings;
      server = await listen(createApi({ ...parts, publicUrl, trustedProxies }), port);
    }
    application = await openApplication({ settings, log, signal });
    const working = roles.includes('worker') ? keepWorking(application, signal) : null;
    const address = server === null ? null : await addressOf(application, server);
    terminal.print(await welcome(application, { version, address, colours: terminal.colours }));
    const caring = roles.includes('worker') ? keepCaringForSites(application, signal) : null;
    await Promise.all([working, caring, untilAborted(signal).then(() => server?.close())]);
    return EXIT.done;
  } catch (error) {
    if (signal.aborted) return EXIT.done;
    throw error;
  } finally {
    await server?.close();
    await application?.close();
  }
}

/** Where the server is, with what the very first start alone shows. */
async function addressOf({ database, tenant, settings }: Application, { url }: Listening): Promise<Address> {
  return database.transaction('first ways in', async (transaction) => {
    const token = await createFirstToken(transaction);
    const link = await createFirstSetupLink(transaction, tenant);
    return { url, token, setup: link === null ? null : setupAddress(settings.publicUrl ?? url, link) };
  });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
