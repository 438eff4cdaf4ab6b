import SectionMessage from '@atlaskit/section-message';
import { type ReactElement, useCallback } from 'react';
import { call } from '../../api/call.js';
import type { Whereabouts } from '../../api/operations.js';
import type { Host } from '../../host/host.js';
import { WORDS } from '../../words/words.js';
import { Trouble } from '../shell/trouble.js';
import { useAnswer } from '../shell/use-answer.js';
import { Waiting } from '../shell/waiting.js';
import { PairingForm } from './pairing-form.js';

/** Of `descriptors/openapi.yaml`, for which these pages were made. A bundle inside Forge may be older or newer than the server. */
const API_VERSION = 1;

/** Finds out where the person comes from and what the server lets him do, before anything else is asked or shown. */
export function Arrived({
  host,
  isPanel = false,
  children,
}: {
  readonly host: Host;
  readonly isPanel?: boolean;
  readonly children: (whereabouts: Whereabouts) => ReactElement;
}) {
  const ask = useCallback(
    () => call(host, 'GET /api/v1/site', isPanel ? {} : { query: { of: 'administration' } }),
    [host, isPanel],
  );
  const { answer, error, again } = useAnswer(ask);
  return (
    <main className={isPanel ? 'page page--panel' : 'page'}>
      {error !== null && <Trouble error={error} again={again} />}
      {answer === null && error === null && <Waiting isSmall={isPanel} />}
      {answer !== null && <Inside host={host} whereabouts={answer} paired={again} page={children} isPanel={isPanel} />}
    </main>
  );
}

function Inside({
  host,
  whereabouts,
  paired,
  page,
  isPanel,
}: {
  readonly host: Host;
  readonly whereabouts: Whereabouts;
  readonly paired: () => void;
  readonly page: (whereabouts: Whereabouts) => ReactElement;
  readonly isPanel: boolean;
}) {
  const { arrival } = WORDS;
  const { apiVersion, site, mayPair, serverVersion } = whereabouts;
  if (apiVersion !== API_VERSION) {
    return (
      <SectionMessage appearance="warning" title={arrival.otherVersion}>
        <p>{arrival.otherVersionHelp(serverVersion)}</p>
      </SectionMessage>
    );
  }
  if (site?.state === 'unpaired') {
    if (mayPair && !isPanel) return <PairingForm host={host} siteUrl={site.url} paired={paired} />;
    return <p className="subtle">{mayPair ? arrival.pairInManageApps : arrival.notPaired}</p>;
  }
  return page(whereabouts);
}
