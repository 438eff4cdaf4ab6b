import { useCallback, useState } from 'react';
import { Link, useParams } from 'wouter';
import { call } from '../../api/call.js';
import { WORDS } from '../../words/words.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { Page } from '../shell/page.js';
import { useAnswer } from '../shell/use-answer.js';
import { MappingEditor } from './mapping-editor.js';
import { Saved } from './saved.js';

const { mapping } = WORDS;

/** What becomes of the values of one integration: its fields, what each becomes, and who wins. */
export default function MappingPage() {
  const { host } = useHere();
  const { name = '' } = useParams<{ readonly name: string }>();
  const [saved, setSaved] = useState<number | null>(null);
  const ask = useCallback(
    () => call(host, 'GET /api/v1/integrations/{name}/mapping', { path: { name } }),
    [host, name],
  );
  const asked = useAnswer(ask);
  const trail = <Link href="/">{mapping.dashboard}</Link>;
  return (
    <Page title={mapping.title(name)} trail={trail}>
      {saved !== null && <Saved version={saved} />}
      <Answered asked={asked}>
        {(found, now) => (
          <MappingEditor
            // Another mapping counts: what was edited of the one before is taken up from where it is kept.
            key={found.revision}
            found={found}
            now={now}
            again={asked.again}
            saved={(version) => {
              setSaved(version);
              asked.again();
            }}
          />
        )}
      </Answered>
    </Page>
  );
}
