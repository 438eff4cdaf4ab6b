import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import chromiumPackage from '@sparticuz/chromium';
import { type BrowserContext, chromium } from 'playwright-core';

const WAIT_MS = 60_000;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Nothing that a browser does by itself: no updates, no synchronisation, no requests of its own. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser that has seen nothing yet. */
export interface FreshBrowser {
  readonly context: BrowserContext;
  /** Ends it and removes what it has stored. */
  close(): Promise<void>;
}

/**
 * Starts Chromium: the one that `CHROME_PATH` names, else one of the system, else the one that an npm package carries (Linux on x64).
 * @throws when there is none
 */
export async function startBrowser(): Promise<FreshBrowser> {
  const directory = mkdtempSync(join(tmpdir(), 'syncline-browser-'));
  const executablePath = process.env.CHROME_PATH ?? systemBrowser() ?? (await chromiumPackage.executablePath());
  const context = await chromium.launchPersistentContext(directory, { executablePath, args: QUIET, headless: true });
  context.setDefaultTimeout(WAIT_MS);
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function systemBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(existsSync);
}
