import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { getThemeHtmlAttrs } from '@atlaskit/tokens/get-theme-html-attrs';

const SYSTEM = window.matchMedia('(prefers-color-scheme: dark)');

/** Before anything of Atlaskit is shown: none of what Atlassian tries out on its own users. */
export function settleFeatureFlags(): void {
  setBooleanFeatureFlagResolver(() => false);
}

/**
 * Light or dark as the system is, also when that changes. The themes themselves are in the page's style sheet already: Atlaskit's own
 * switch would load them into `style` elements, which the page's policy does not allow.
 */
export function followSystemTheme(): void {
  const apply = () => applyTheme(SYSTEM.matches ? 'dark' : 'light');
  SYSTEM.addEventListener('change', apply);
  apply();
}

function applyTheme(colorMode: 'light' | 'dark'): void {
  for (const [name, value] of Object.entries(getThemeHtmlAttrs({ colorMode }))) {
    document.documentElement.setAttribute(name, value);
  }
}

/**
 * Light or dark as Jira is, also when that changes; as the system is until Jira has said it.
 * @param enable lets Jira say it, by attributes of the document; what it leaves out keeps its usual form
 */
export async function followJiraTheme(enable: () => void | Promise<void>): Promise<void> {
  applyTheme(SYSTEM.matches ? 'dark' : 'light');
  const { dataset } = document.documentElement;
  const usual = themesOf(dataset);
  const complete = () => {
    const kinds = new Set(themesOf(dataset).map(kindOf));
    const missing = usual.filter((theme) => !kinds.has(kindOf(theme)));
    if (missing.length > 0) dataset.theme = [...themesOf(dataset), ...missing].join(' ');
  };
  new MutationObserver(complete).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  await enable();
}

function themesOf({ theme = '' }: DOMStringMap): readonly string[] {
  return theme.split(' ').filter((each) => each !== '');
}

/** `spacing` of `spacing:spacing`. */
function kindOf(theme: string): string {
  return theme.split(':')[0] ?? theme;
}
