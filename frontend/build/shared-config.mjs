import react from '@vitejs/plugin-react';
import { sortAtomicCss } from './sort-atomic-css.mjs';
import { themeCss } from './theme-css.mjs';

/** @type {import('vite').InlineConfig} */
export const sharedConfig = {
  configFile: false,
  logLevel: 'warn',
  plugins: [react(), themeCss(), sortAtomicCss()],
  // Atlaskit asks for it to leave out what only tests need.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    emptyOutDir: true,
    // One sheet: the order of atoms is right only where all of them are.
    cssCodeSplit: false,
    // A picture in the page's address would need `data:` in the policy.
    assetsInlineLimit: 0,
    sourcemap: false,
    modulePreload: { polyfill: false },
    target: 'es2022',
    // React and Atlaskit together; the budget is 400 kB compressed.
    chunkSizeWarningLimit: 1_000,
  },
};
