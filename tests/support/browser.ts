import { vi } from 'vitest';

// Whoever imports this drives a browser, which takes its time on a busy machine. It must be said before the tests are collected:
// in a hook it comes too late.
vi.setConfig({ testTimeout: 120_000 });

export { type FreshBrowser, startBrowser } from './fresh-browser.js';
