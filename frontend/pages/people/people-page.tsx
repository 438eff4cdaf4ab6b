import { WORDS } from '../../words/words.js';
import { Page } from '../shell/page.js';
import { Tokens } from './tokens.js';
import { Users } from './users.js';

/** Who comes in here directly. */
export default function PeoplePage() {
  return (
    <Page title={WORDS.people.title} lead={WORDS.people.lead}>
      <Users />
      <Tokens />
    </Page>
  );
}
