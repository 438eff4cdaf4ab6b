import { Link, useLocation, useParams } from 'wouter';
import { WORDS } from '../../words/words.js';
import { Page } from '../shell/page.js';
import { ConnectionForm } from './connection-form.js';
import { pathOf } from './path-of.js';

/** Where a connection is changed. */
export default function ChangeConnectionPage() {
  const { name = '' } = useParams<{ name: string }>();
  const [, go] = useLocation();
  const back = () => go(pathOf(name));
  return (
    <Page title={WORDS.connections.form.titleChange(name)} trail={<Link href={pathOf(name)}>{name}</Link>}>
      <ConnectionForm name={name} onDone={back} onCancel={back} />
    </Page>
  );
}
