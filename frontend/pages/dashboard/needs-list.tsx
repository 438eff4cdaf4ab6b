import Heading from '@atlaskit/heading';
import ErrorIcon from '@atlaskit/icon/core/status-error';
import InformationIcon from '@atlaskit/icon/core/status-information';
import SuccessIcon from '@atlaskit/icon/core/status-success';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import { Link as Way } from 'wouter';
import { WORDS } from '../../words/words.js';
import type { Need } from './needs.js';

const { needs: words } = WORDS.dashboard;

/** What needs a person, a line each with the way to where it is settled; and that nothing does. */
export function NeedsList({ needs }: { readonly needs: readonly Need[] }) {
  if (needs.length === 0) {
    return (
      <section className="needs needs--none" aria-label={words.title}>
        <span className="need__icon need__icon--success">
          <SuccessIcon label="" color="currentColor" />
        </span>
        <span className="name">
          <strong>{words.nothing}</strong>
          <span className="small">{words.nothingHelp}</span>
        </span>
      </section>
    );
  }
  return (
    <section className="stack">
      <Heading size="small" as="h2">
        {words.title}
      </Heading>
      <ul className="needs">
        {needs.map((need) => (
          <Line key={need.key} need={need} />
        ))}
      </ul>
    </section>
  );
}

const ICONS = { danger: ErrorIcon, warning: WarningIcon, information: InformationIcon };

function Line({ need: { urgency, title, detail, way } }: { readonly need: Need }) {
  const Icon = ICONS[urgency];
  return (
    <li className="need">
      <span className={`need__icon need__icon--${urgency}`}>
        <Icon label="" color="currentColor" />
      </span>
      <span className="name">
        {way === null ? <strong>{title}</strong> : <Way href={way}>{title}</Way>}
        {detail !== null && <span className="small">{detail}</span>}
      </span>
    </li>
  );
}
