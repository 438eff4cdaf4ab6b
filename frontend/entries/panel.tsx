import { servedHost } from '../host/served-host.js';
import { SessionHost } from '../host/session-host.js';
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
