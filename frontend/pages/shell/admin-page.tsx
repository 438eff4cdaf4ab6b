import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import { Suspense, useMemo } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { Whereabouts } from '../../api/operations.js';
import type { Host } from '../../host/host.js';
import icon from '../../look/icon.svg';
import { WORDS } from '../../words/words.js';
import { Arrived } from '../arrival/arrived.js';
import { HereContext, hereOf, useHere } from './here.js';
import { LicenceNote } from './licence-note.js';
import { LiveUpdates } from './live-updates.js';
import { Menu } from './menu.js';
import { Page } from './page.js';
import { PageBoundary } from './page-boundary.js';
import { PLACES } from './places.js';
import { Waiting } from './waiting.js';

interface AdminPageProps {
  readonly host: Host;
  /** Null where the host has signed the person in. */
  readonly signOut: (() => void) | null;
}

/** All pages for whoever looks after the platform. */
export function AdminPage({ host, signOut }: AdminPageProps) {
  return (
    <Arrived host={host}>{(whereabouts) => <Shell host={host} signOut={signOut} whereabouts={whereabouts} />}</Arrived>
  );
}

function Shell({ host, signOut, whereabouts }: AdminPageProps & { readonly whereabouts: Whereabouts }) {
  const here = useMemo(() => hereOf(host, whereabouts), [host, whereabouts]);
  const { role, site, serverVersion, licence } = whereabouts;
  const facts = [
    WORDS.version(serverVersion),
    ...(site === null ? [] : [new URL(site.url).host]),
    ...(licence.state === 'not required' ? [] : [WORDS.licence.states[licence.state]]),
  ];
  return (
    <HereContext.Provider value={here}>
      <LiveUpdates>
        {/* In Jira the address of the document is Jira's to choose; what is behind # is the page's own. */}
        <Router hook={useHashLocation}>
          <header className="bar shell__top">
            <div className="row">
              <img src={icon} alt="" width="32" height="32" />
              <strong className="shell__name">{WORDS.product}</strong>
              <span className="small">{facts.join(' · ')}</span>
            </div>
            {signOut !== null && (
              <Button appearance="subtle" onClick={signOut}>
                {WORDS.signOut}
              </Button>
            )}
          </header>
          <LicenceNote licence={licence} />
          {role === null ? (
            <SectionMessage title={WORDS.shell.noRole}>
              <p>{WORDS.shell.noRoleHelp}</p>
            </SectionMessage>
          ) : (
            <div className="shell">
              <Menu />
              <div className="shell__page">
                <OpenPlace />
              </div>
            </div>
          )}
        </Router>
      </LiveUpdates>
    </HereContext.Provider>
  );
}

function OpenPlace() {
  const { has } = useHere();
  const [location] = useLocation();
  const { shell } = WORDS;
  return (
    <PageBoundary key={location}>
      <Suspense fallback={<Waiting />}>
        <Switch>
          {PLACES.filter(({ needs }) => has(needs)).map(({ path, page }) => (
            <Route key={path} path={path} component={page} />
          ))}
          <Route>
            <Page title={shell.nowhere}>
              <p className="subtle">{shell.nowhereHelp}</p>
            </Page>
          </Route>
        </Switch>
      </Suspense>
    </PageBoundary>
  );
}
