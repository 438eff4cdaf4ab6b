import SectionMessage from '@atlaskit/section-message';
import { Link as Way } from 'wouter';
import type { Verification } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';

const { verify } = WORDS;

type Kind = keyof typeof verify.kinds;
const KINDS = Object.keys(verify.kinds) as Kind[];

/** What it came to: in a sentence, and how many of what. */
export function Report({ verification }: { readonly verification: Verification }) {
  const { counts, faults, kept, mendedBy } = verification;
  const found = KINDS.reduce((total, kind) => total + counts[kind], 0);
  return (
    <>
      <Sentence verification={verification} />
      {faults.length > 0 && (
        <SectionMessage appearance="warning" title={verify.faults}>
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </SectionMessage>
      )}
      {mendedBy !== null && (
        <SectionMessage title={verify.mendedBy}>
          <p>
            <Way href={`/runs/${mendedBy}`}>{verify.toRun}</Way>
          </p>
        </SectionMessage>
      )}
      {found > 0 && (
        <div className="tiles">
          {KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
            <dl key={kind} className="tile">
              <dt>{verify.kinds[kind]}</dt>
              <dd className="tile__value">{counts[kind].toLocaleString('en')}</dd>
              <dd className="small">{verify.kindsHelp[kind]}</dd>
            </dl>
          ))}
        </div>
      )}
      {counts.unlinked > 0 && <p className="subtle">{verify.unlinked(counts.unlinked)}</p>}
      {kept < found && <p className="subtle">{verify.kept(kept, found)}</p>}
    </>
  );
}

function Sentence({ verification: { state, isEqual, counts, error } }: { readonly verification: Verification }) {
  const held = counts.held > 0 ? ` ${verify.heldHelp(counts.held)}` : '';
  switch (state) {
    case 'finished':
      return isEqual ? (
        <SectionMessage appearance="success" title={verify.equalTitle}>
          <p>{verify.equalHelp(counts.links) + held}</p>
        </SectionMessage>
      ) : (
        <SectionMessage appearance="warning" title={verify.differsTitle}>
          <p>{verify.differsHelp(counts.links, counts.equal) + held}</p>
        </SectionMessage>
      );
    case 'failed':
      return (
        <SectionMessage appearance="error" title={verify.failedTitle}>
          <p>{error}</p>
        </SectionMessage>
      );
    case 'interrupted':
      return (
        <SectionMessage appearance="warning" title={verify.interruptedTitle}>
          <p>{verify.interruptedHelp}</p>
        </SectionMessage>
      );
    default:
      return (
        <SectionMessage title={verify.stoppedTitle}>
          <p>{verify.partHelp}</p>
        </SectionMessage>
      );
  }
}
