import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import { shoot } from './shoot.js';

/** Every rule of WCAG 2.2 up to AA that a machine can judge, and what else is known to keep people out. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Judges whether everybody can use what is shown, in light and in dark, wide and narrow, and takes its pictures.
 * @param frame where the page is inside Jira: what is around it is not ours
 */
export async function judgeLook(page: Page, name: string, frame: Frame = page.mainFrame()): Promise<void> {
  const size = page.viewportSize();
  for (const width of [1280, 380]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faultsIn(frame), `${name}, ${width} wide, ${colorScheme}`).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await shoot(page, name);
  if (size !== null) await page.setViewportSize(size);
}

/**
 * Brings colours that are on their way to where they go; what turns for ever is left alone. They set out with the frame after the scheme
 * was changed.
 */
const END_TRANSITIONS = `
  new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() => {
    for (const moving of document.getAnimations()) if (moving.effect?.getComputedTiming().iterations !== Infinity) moving.finish();
  });
`;

async function faultsIn(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(END_TRANSITIONS);
  // Not by a script element, which the policy of the page would rightly refuse.
  await frame.evaluate(axe.source);
  // Nothing is fetched for it: the policy of the page would rightly refuse that too.
  const options = JSON.stringify({ runOnly: RULES, resultTypes: ['violations'], preload: false });
  const { violations } = (await frame.evaluate(`axe.run(document, ${options})`)) as axe.AxeResults;
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
}
