import type { BrowserContext, Page } from 'playwright-core';

/** A page, and everything about it that must not happen. */
export interface WatchedPage {
  readonly page: Page;
  /** What its policy, or that of a frame in it, has kept from happening. */
  readonly violations: readonly string[];
  /** Requests to hosts that it was not told of. */
  readonly foreign: readonly string[];
  /** Errors of scripts, and what they wrote to the console as errors or warnings. */
  readonly complaints: string[];
}

const NOTE_VIOLATIONS = `
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    window.noteViolation([violatedDirective, blockedURI, sample].join(' ')));
`;

/** Opens an empty page. @param origins that it may ask. */
export async function watchPage(context: BrowserContext, origins: readonly string[]): Promise<WatchedPage> {
  const page = await context.newPage();
  const violations: string[] = [];
  const foreign: string[] = [];
  const complaints: string[] = [];
  await page.exposeFunction('noteViolation', (violation: string) => void violations.push(violation));
  await page.addInitScript({ content: NOTE_VIOLATIONS });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !origins.includes(origin)) foreign.push(request.url());
  });
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return { page, violations, foreign, complaints };
}
