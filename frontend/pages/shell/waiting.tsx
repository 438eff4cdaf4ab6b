import Spinner from '@atlaskit/spinner';
import { WORDS } from '../../words/words.js';

export function Waiting({ isSmall = false }: { readonly isSmall?: boolean }) {
  return (
    <div className="centred">
      <Spinner size={isSmall ? 'medium' : 'large'} label={WORDS.loading} />
    </div>
  );
}
