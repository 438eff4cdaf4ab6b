import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import type { Whereabouts } from '../../api/operations.js';
import { sayDay } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';

/** Says what is closed without a licence, and where one is to be had; nothing where all is open. */
export function LicenceNote({ licence }: { readonly licence: Whereabouts['licence'] }) {
  const { state, mayChange, mayRun, graceEndsAt, link } = licence;
  if (mayChange && graceEndsAt === null) return null;
  const { titles, readOnly, open, runsUntil, paused } = WORDS.licence;
  const rest = mayRun && graceEndsAt !== null ? runsUntil(sayDay(graceEndsAt)) : paused;
  const actions =
    link === null ? undefined : (
      <SectionMessageAction href={link} target="_blank">
        {WORDS.licence.get}
      </SectionMessageAction>
    );
  return (
    <SectionMessage
      appearance={mayChange ? 'information' : 'warning'}
      title={titles[state]}
      {...(actions !== undefined && { actions })}
    >
      <p>{`${mayChange ? open : readOnly} ${rest}`}</p>
    </SectionMessage>
  );
}
