import { useLocation } from 'wouter';
import { WORDS } from '../../words/words.js';
import { Page } from '../shell/page.js';
import { BackToConnections } from './back-to-connections.js';
import { ConnectionForm } from './connection-form.js';
import { pathOf } from './path-of.js';

/** Where a connection is made. */
export default function NewConnectionPage() {
  const [, go] = useLocation();
  return (
    <Page title={WORDS.connections.form.titleNew} trail={<BackToConnections />}>
      <ConnectionForm onDone={(name) => go(pathOf(name))} onCancel={() => go('/connections')} />
    </Page>
  );
}
