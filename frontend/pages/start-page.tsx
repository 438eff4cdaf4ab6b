import '@atlaskit/css-reset';
import 'virtual:atlassian-themes.css';
import '../look/page.css';
import '../look/connections.css';
import '../look/setup.css';
import '../look/mapping.css';
import '../look/dashboard.css';
import SectionMessage from '@atlaskit/section-message';
import { type ReactElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Host } from '../host/host.js';
import { settleFeatureFlags } from '../look/theme.js';
import { WORDS } from '../words/words.js';

/** Shows a page in the document, once it looks as what it is shown in. @param findHost throws where the page is not where it belongs. */
export async function startPage<Where extends Host>(
  findHost: () => Where,
  page: (host: Where) => ReactElement,
): Promise<void> {
  settleFeatureFlags();
  const place = document.getElementById('page');
  if (place === null) throw new Error('the document has no place for the page');
  const root = createRoot(place);
  try {
    const host = findHost();
    await host.applyTheme();
    root.render(<StrictMode>{page(host)}</StrictMode>);
  } catch {
    root.render(
      <main className="page page--narrow">
        <SectionMessage appearance="warning" title={WORDS.trouble.outsideOfJira}>
          <p>{WORDS.trouble.outsideOfJiraHelp}</p>
        </SectionMessage>
      </main>,
    );
  }
}
