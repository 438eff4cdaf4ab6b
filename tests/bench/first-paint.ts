import { silentLogger } from '../../backend/shared/index.js';
import { openDemo } from '../sandbox/demo/open-demo.js';
import { seededRandom } from '../sandbox/http/index.js';
import { startBrowser } from '../support/fresh-browser.js';

/** How soon the page that Configure opens in the simulated Jira shows something, in a browser that has never seen it. */
export interface FirstPaint {
  /** From asking for the page in the frame to its first contentful paint. */
  readonly paintSeconds: number;
  /** From the click in Jira to the first row of facts. */
  readonly factsSeconds: number;
}

/** Opens it so many times, each time in a fresh browser. */
export async function firstPaints(count: number): Promise<readonly FirstPaint[]> {
  const signal = new AbortController().signal;
  const demo = await openDemo({ random: seededRandom(3), log: silentLogger, signal });
  try {
    const paints: FirstPaint[] = [];
    for (let run = 0; run < count; run += 1) paints.push(await firstPaint(demo.jiraUrl));
    return paints;
  } finally {
    await demo.close();
  }
}

async function firstPaint(jiraUrl: string): Promise<FirstPaint> {
  const { context, close } = await startBrowser();
  try {
    const page = await context.newPage();
    await page.goto(`${jiraUrl}/manage-apps`);
    const since = performance.now();
    await page.getByRole('link', { name: 'Configure' }).click();
    await page
      .frameLocator('iframe')
      .getByRole('row', { name: /incidents/ })
      .waitFor();
    const factsSeconds = (performance.now() - since) / 1_000;
    const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
    const paintMs = await frame?.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime");
    if (typeof paintMs !== 'number') throw new Error('the browser told no first paint');
    return { paintSeconds: paintMs / 1_000, factsSeconds };
  } finally {
    await close();
  }
}
