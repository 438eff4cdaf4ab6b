import { type Application, createLogger, openApplication, withinTenant } from '../application/index.js';
import { readSettings, type Settings } from '../settings/index.js';
import { ConfigurationError, type Logger } from '../shared/index.js';
import { FIRST_TENANT, requireTenant } from '../tenants/index.js';
import type { ExitCode } from './exit-code.js';
import type { Terminal } from './terminal/index.js';

/** What every command is given. */
export interface CommandContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C and by the signals that ask a process to end. */
  readonly signal: AbortSignal;
  /** The environment's settings. @throws SettingsError naming every wrong one. */
  settings(): Settings;
  log(): Logger;
  /** Says whose data what follows is about. */
  actFor(tenant: string): void;
  /**
   * Opens the application for `work`, as the tenant uses it, and closes it afterwards, whatever happens.
   * @throws UnknownNameError when there is no such tenant.
   */
  withApplication<T>(work: (application: Application) => Promise<T>): Promise<T>;
  /** The same for what is about the server as a whole. @throws ConfigurationError when a tenant was named. */
  withServer<T>(work: (application: Application) => Promise<T>): Promise<T>;
  /** Turns what a command does into what commander calls; the result becomes the exit code. */
  action<Arguments extends unknown[]>(
    work: (...args: Arguments) => Promise<ExitCode>,
  ): (...args: Arguments) => Promise<void>;
}

/** The context of this process. `end` is told how the command ended. */
export function createContext(
  environment: CommandContext['environment'],
  terminal: Terminal,
  { signal, end }: { readonly signal: AbortSignal; readonly end: (code: ExitCode) => void },
): CommandContext {
  let settings: Settings | undefined;
  let log: Logger | undefined;
  let tenant: string = FIRST_TENANT;
  const opened = async <T>(work: (application: Application) => Promise<T>): Promise<T> => {
    const application = await openApplication({ settings: context.settings(), log: context.log(), signal });
    try {
      return await work(application);
    } finally {
      await application.close();
    }
  };
  const context: CommandContext = {
    environment,
    terminal,
    signal,
    settings() {
      settings ??= readSettings(environment);
      return settings;
    },
    log() {
      // A command is quiet beside its report unless somebody asked to hear more.
      const level = environment.SYNCLINE_LOG_LEVEL ? context.settings().logLevel : 'warn';
      log ??= createLogger({ level, isPretty: terminal.isWatched });
      return log;
    },
    actFor(named) {
      tenant = named;
    },
    withApplication: (work) =>
      opened(async (application) => {
        if (tenant !== FIRST_TENANT) {
          await application.database.transaction('find tenant', (transaction) => requireTenant(transaction, tenant));
        }
        return work(withinTenant(application, { tenant }));
      }),
    async withServer(work) {
      if (tenant === FIRST_TENANT) return opened(work);
      throw new ConfigurationError('this is about the whole server: leave --tenant out');
    },
    action:
      (work) =>
      async (...args) =>
        end(await work(...args)),
  };
  return context;
}
