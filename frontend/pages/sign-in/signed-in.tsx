import { type ReactElement, useEffect, useState } from 'react';
import { call } from '../../api/call.js';
import type { SessionHost } from '../../host/session-host.js';
import { SignInPage } from './sign-in-page.js';

/** Shows a page to whoever is signed in, and to others the way in. */
export function SignedIn({
  host,
  children,
}: {
  readonly host: SessionHost;
  readonly children: (signOut: () => void) => ReactElement;
}) {
  const [isSignedIn, setSignedIn] = useState(host.isSignedIn);
  useEffect(() => {
    host.onEnd = () => setSignedIn(false);
  }, [host]);
  if (!isSignedIn) return <SignInPage host={host} done={() => setSignedIn(true)} />;
  return children(() => {
    // Here it is over at once; a token that is no session goes on elsewhere, which the server says and nobody need hear.
    call(host, 'POST /api/v1/session/end').catch(() => undefined);
    host.signOut();
    setSignedIn(false);
  });
}
