import { appAccount, type JiraSandbox } from '../../jira/index.js';
import {
  ConnectHost,
  type ConnectLicence,
  type ConnectSite,
  type InstallKey,
  type LifecycleEvent,
} from '../connect/index.js';
import { type ConnectDescriptor, connectDescriptor } from './descriptor.js';

export interface HostedApp {
  readonly descriptor: ConnectDescriptor;
  readonly host: ConnectHost;
  isEnabled: boolean;
  /** What Jira says of its licence where the descriptor asks for one. */
  licence: ConnectLicence;
}

/** The app did not take part as Jira expects of it; the message is for the administrator's screen. */
export class AppRefusedError extends Error {
  override readonly name = 'AppRefusedError';
}

/** What an administrator does in Manage apps with Connect apps, and the calls that Jira makes because of it. */
export class ConnectApps {
  readonly #jira: JiraSandbox;
  readonly #site: () => ConnectSite;
  readonly #installKey: InstallKey;
  readonly #apps = new Map<string, HostedApp>();

  constructor(parts: {
    readonly jira: JiraSandbox;
    /** Asked when an app is installed: where this Jira is reached is known by then. */
    readonly site: () => ConnectSite;
    readonly installKey: InstallKey;
  }) {
    this.#jira = parts.jira;
    this.#site = parts.site;
    this.#installKey = parts.installKey;
  }

  list(): readonly HostedApp[] {
    return [...this.#apps.values()];
  }

  /** @throws AppRefusedError when there is no such app. */
  find(key: string): HostedApp {
    const app = this.#apps.get(key);
    if (app === undefined) throw new AppRefusedError(`There is no app ${key} here.`);
    return app;
  }

  /** Also a second time, as after an upgrade. @param address of the descriptor. @throws AppRefusedError */
  async install(address: string): Promise<HostedApp> {
    const descriptor = await readDescriptor(address);
    const { key, name, baseUrl } = descriptor;
    const host = new ConnectHost({
      site: this.#site(),
      app: { key, baseUrl },
      clock: this.#jira.state.clock,
      installKey: this.#installKey,
    });
    const app: HostedApp = { descriptor, host, isEnabled: true, licence: this.#apps.get(key)?.licence ?? 'active' };
    const account = appAccount(key, name);
    // Before the hook: an app may call Jira in answering it.
    this.#jira.installApp({ key, sharedSecret: host.sharedSecret, systemToken: null, account });
    try {
      await tell(app, 'installed');
    } catch (error) {
      this.#jira.removeApp(key);
      throw error;
    }
    this.#apps.set(key, app);
    if (descriptor.enableLicensing) this.#jira.licenseApp(key, app.licence === 'active' ? 'active' : 'ended');
    await tell(app, 'enabled');
    return app;
  }

  /** The app is told first; what it answers changes nothing. */
  async uninstall(key: string): Promise<void> {
    const app = this.find(key);
    this.#apps.delete(key);
    await tell(app, 'uninstalled').finally(() => this.#jira.removeApp(key));
  }

  /** What Jira says from now on, in the addresses of pages and to the app when it asks. */
  switchLicence(key: string): void {
    const app = this.find(key);
    app.licence = app.licence === 'active' ? 'none' : 'active';
    this.#jira.licenseApp(key, app.licence === 'active' ? 'active' : 'ended');
  }

  async switch(key: string, isEnabled: boolean): Promise<void> {
    const app = this.find(key);
    app.isEnabled = isEnabled;
    await tell(app, isEnabled ? 'enabled' : 'disabled');
  }
}

async function readDescriptor(address: string): Promise<ConnectDescriptor> {
  const answer = await ask(address);
  const parsed = connectDescriptor.safeParse(await answer.json().catch(() => null));
  if (!answer.ok || !parsed.success) throw new AppRefusedError(`There is no descriptor of an app at ${address}.`);
  return parsed.data;
}

/** Calls a hook, where the app has one. */
async function tell({ descriptor, host }: HostedApp, event: LifecycleEvent): Promise<void> {
  const path = descriptor.lifecycle[event];
  if (path === undefined) return;
  const { url, method, headers, body } = await host.lifecycleRequest(event, path);
  const answer = await ask(url, { method, headers, body: new Uint8Array(body) });
  if (!answer.ok) throw new AppRefusedError(`${descriptor.name} answered “${event}” with ${answer.status}.`);
}

async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(address, { ...init, redirect: 'error' });
  } catch (error) {
    throw new AppRefusedError(`Nobody answers at ${address}.`, { cause: error });
  }
}
