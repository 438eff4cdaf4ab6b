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
  const apply = () => applyTheme(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', apply);
  apply();
}

function applyTheme(colorMode: 'light' | 'dark'): void {
  for (const [name, value] of Object.entries(getThemeHtmlAttrs({ colorMode }))) {
    document.documentElement.setAttribute(name, value);
  }
}

/** Light or dark as Jira is. @param enable lets Jira say it, by attributes of the document; what it leaves out keeps its usual form. */
export async function followJiraTheme(enable: () => Promise<void>): Promise<void> {
  applyTheme('light');
  const { dataset } = document.documentElement;
  const usual = themesOf(dataset);
  await enable();
  const kinds = new Set(themesOf(dataset).map(kindOf));
  dataset.theme = [...themesOf(dataset), ...usual.filter((theme) => !kinds.has(kindOf(theme)))].join(' ');
}

function themesOf({ theme = '' }: DOMStringMap): readonly string[] {
  return theme.split(' ').filter((each) => each !== '');
}

/** `spacing` of `spacing:spacing`. */
function kindOf(theme: string): string {
  return theme.split(':')[0] ?? theme;
}
