import { createRequire } from 'node:module';

// A folder inside a package, which an import of Node's does not find.
const require = createRequire(import.meta.url);
const { getThemeStyles } = require('@atlaskit/tokens/get-theme-styles');
const { setBooleanFeatureFlagResolver } = require('@atlaskit/platform-feature-flags');

const NAME = 'virtual:atlassian-themes.css';

/**
 * The themes as a style sheet. Atlaskit itself puts them into `style` elements of the page, which a strict content security policy does
 * not allow.
 *
 * @returns {import('vite').Plugin}
 */
export function themeCss() {
  return {
    name: 'theme-css',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    async load(id) {
      if (id !== `\0${NAME}`) return null;
      setBooleanFeatureFlagResolver(() => false);
      const themes = await getThemeStyles({ colorMode: 'auto', contrastMode: 'no-preference' });
      return themes.map(({ css }) => css).join('\n');
    },
  };
}
