import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { HeldInPanel, IssueLink } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import type { Decision } from '../conflicts/settle-form.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';
import type { PanelTake } from './held-field.js';

const { panel } = WORDS;

/** What can be asked for in the panel. */
export interface PanelDeeds {
  sync(): Promise<unknown>;
  unlink(): Promise<unknown>;
  settle(conflict: NonNullable<HeldInPanel>, decision: Decision<PanelTake>): Promise<unknown>;
}

/** The buttons below a partner. A panel is too low for a dialogue: what needs a second thought is asked for in its place. */
export function PartnerDeeds({
  link: { maySync, mayUnlink },
  isExpecting,
  deeds,
}: {
  readonly link: IssueLink;
  readonly isExpecting: boolean;
  readonly deeds: PanelDeeds;
}) {
  const [isUnlinking, setUnlinking] = useState(false);
  const sync = useDeed(deeds.sync);
  const unlink = useDeed(deeds.unlink);
  const error = sync.error ?? unlink.error;
  if (!maySync && !mayUnlink) return null;
  const forget = () => {
    sync.clear();
    unlink.clear();
  };
  return (
    <>
      {isUnlinking ? (
        <div className="stack">
          <span>{panel.unlinkHelp}</span>
          <div className="row">
            <Button spacing="compact" appearance="warning" isLoading={unlink.isBusy} onClick={() => void unlink.run()}>
              {panel.unlink}
            </Button>
            <Button spacing="compact" appearance="subtle" onClick={() => setUnlinking(false)}>
              {WORDS.shell.cancel}
            </Button>
          </div>
        </div>
      ) : (
        <div className="row">
          {maySync && (
            <Button spacing="compact" onClick={() => void sync.run()} isLoading={sync.isBusy || isExpecting}>
              {panel.syncNow}
            </Button>
          )}
          {mayUnlink && (
            <Button spacing="compact" appearance="subtle" onClick={() => setUnlinking(true)}>
              {panel.unlink}
            </Button>
          )}
        </div>
      )}
      {error !== null && <Trouble error={error} again={forget} />}
    </>
  );
}
