import type { Page } from 'playwright-core';

/** Signs in by a token on the page that asks for it; the page that was opened comes then. */
export async function signIn(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Use an access token' }).click();
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
