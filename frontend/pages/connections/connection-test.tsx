import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { call } from '../../api/call.js';
import { WORDS } from '../../words/words.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';
import { Findings } from './findings.js';
import { useExamination } from './use-examination.js';

const { connections } = WORDS;

/** Lets the doctor look at a connection now. */
export function ConnectionTest({ name }: { readonly name: string }) {
  const { host } = useHere();
  const { look, ...examination } = useExamination();
  const test = useDeed(() =>
    look((step) => call(host, 'POST /api/v1/connections/{name}/doctor', { path: { name }, body: { step } })),
  );
  return (
    <section className="stack">
      <Heading size="small" as="h2">
        {connections.testTitle}
      </Heading>
      <p className="subtle">{connections.testHelp}</p>
      {test.error !== null && <Trouble error={test.error} again={() => void test.run()} />}
      <Findings {...examination} />
      <div>
        <Button onClick={() => void test.run()} isLoading={test.isBusy}>
          {examination.checks === null ? connections.test : connections.testAgain}
        </Button>
      </div>
    </section>
  );
}
