import { sort } from '@compiled/css';

/**
 * Atlaskit's styles are atoms whose order decides which one wins: `:hover` after the plain one, a media query after both. Bundling puts
 * them into the order in which files were met, so they are sorted once they are together.
 *
 * @returns {import('vite').Plugin}
 */
export function sortAtomicCss() {
  return {
    name: 'sort-atomic-css',
    enforce: 'post',
    generateBundle: {
      // After the plugins that write the sheets.
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'asset' && file.fileName.endsWith('.css')) {
            const options = { sortAtRulesEnabled: true, sortShorthandEnabled: true };
            file.source = sort(String(file.source), options);
          }
        }
      },
    },
  };
}
