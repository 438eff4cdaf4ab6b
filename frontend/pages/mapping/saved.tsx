import SectionMessage from '@atlaskit/section-message';
import { Link } from 'wouter';
import { WORDS } from '../../words/words.js';

const { remap } = WORDS.mapping;

/** Says what counts now, and where to watch what follows. */
export function Saved({ version }: { readonly version: number }) {
  return (
    <div role="status">
      <SectionMessage appearance="success" title={remap.saved(version)}>
        <p>
          {remap.savedHelp} <Link href="/runs">{remap.runs}</Link>
        </p>
      </SectionMessage>
    </div>
  );
}
