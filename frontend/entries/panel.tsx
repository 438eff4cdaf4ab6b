import { servedHost } from '../host/served-host.js';
import { SessionHost } from '../host/session-host.js';
import { tellHeight } from '../host/tell-height.js';
import { PanelPage } from '../pages/panel/panel-page.js';
import { SignedIn } from '../pages/sign-in/signed-in.js';
import { startPage } from '../pages/start-page.js';

void startPage(servedHost, (host) =>
  host instanceof SessionHost ? (
    <SignedIn host={host}>{() => <PanelPage host={host} />}</SignedIn>
  ) : (
    <PanelPage host={host} />
  ),
);

// Elsewhere the host sees to the height.
if (document.documentElement.dataset.host === 'session') tellHeight();
