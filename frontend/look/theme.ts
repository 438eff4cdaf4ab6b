import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { getThemeHtmlAttrs } from '@atlaskit/tokens/get-theme-html-attrs';

/** Before anything of Atlaskit is shown: none of what Atlassian tries out on its own users. */
export function settleFeatureFlags(): void {
  setBooleanFeatureFlagResolver(() => false);
}

/**
 * Light or dark as the system is, also when that changes. The themes themselves are in the page's style sheet already: Atlaskit's own
 * switch would load them into `style` elements, which the page's policy does not allow.
 */
export function followSystemTheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const attributes = getThemeHtmlAttrs({ colorMode: dark.matches ? 'dark' : 'light' });
    for (const [name, value] of Object.entries(attributes)) document.documentElement.setAttribute(name, value);
  };
  dark.addEventListener('change', apply);
  apply();
}
