import { servedHost } from '../host/served-host.js';
import { SessionHost } from '../host/session-host.js';
import { AdminPage } from '../pages/shell/admin-page.js';
import { SignedIn } from '../pages/sign-in/signed-in.js';
import { startPage } from '../pages/start-page.js';

void startPage(servedHost, (host) =>
  host instanceof SessionHost ? (
    <SignedIn host={host}>{(signOut) => <AdminPage host={host} signOut={signOut} />}</SignedIn>
  ) : (
    <AdminPage host={host} signOut={null} />
  ),
);
