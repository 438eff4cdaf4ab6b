import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import UPNG from 'upng-js';

const WIDTH = 1280;
/** So many tell no difference to the eye on pages of text, and halve the file. */
const COLOURS = 256;

/**
 * A picture for the documents, light and wide, into the folder that `SYNCLINE_DOCUMENTED_PICTURES` names (`npm run pictures`); without
 * it nothing. A test holds the names against what the documents show.
 * @param height in pixels, of what is seen from the top of the page
 */
export async function picture(page: Page, name: string, height: number): Promise<void> {
  const directory = process.env.SYNCLINE_DOCUMENTED_PICTURES;
  if (directory === undefined) return;
  const size = page.viewportSize();
  await page.setViewportSize({ width: WIDTH, height });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.evaluate('scrollTo(0, 0)');
  const shot = UPNG.decode(new Uint8Array(await page.screenshot({ animations: 'disabled', caret: 'hide' })).buffer);
  await writeFile(
    join(directory, `${name}.png`),
    new Uint8Array(UPNG.encode(UPNG.toRGBA8(shot), shot.width, shot.height, COLOURS)),
  );
  if (size !== null) await page.setViewportSize(size);
}
