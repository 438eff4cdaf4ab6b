import { join } from 'node:path';
import type { Page } from 'playwright-core';

/**
 * Pictures of a page as people meet it, wide and narrow, light and dark, into the folder that `SYNCLINE_PICTURES` names, for whoever
 * wants to look; without it nothing.
 */
export async function shoot(page: Page, name: string): Promise<void> {
  const directory = process.env.SYNCLINE_PICTURES;
  if (directory === undefined) return;
  for (const [form, width] of [
    ['wide', 1280],
    ['narrow', 380],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: join(directory, `${name}-${form}-${colorScheme}.png`),
        fullPage: true,
        animations: 'disabled',
      });
    }
  }
}
