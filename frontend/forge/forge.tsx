import { ForgeHost } from '../host/forge-host.js';
import { PanelPage } from '../pages/panel/panel-page.js';
import { AdminPage } from '../pages/shell/admin-page.js';
import { startPage } from '../pages/start-page.js';

// One bundle for all modules of the app: an issue is there, or it is not.
const host = new ForgeHost();
const isInIssue = (await host.shownIssue()) !== null;

await startPage(
  () => host,
  () => (isInIssue ? <PanelPage host={host} /> : <AdminPage host={host} signOut={null} />),
);
