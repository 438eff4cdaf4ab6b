import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { useState } from 'react';
import { call } from '../../api/call.js';
import type { Operations } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';
import { saveFile } from './save-file.js';

const { connections } = WORDS;
type Made = Operations['answers']['GET /api/v1/connections/{name}/grants'];

/** Files that grant in the tool what the integrations need, to be read and imported there. */
export function Grants({ name }: { readonly name: string }) {
  const { host } = useHere();
  const [made, setMade] = useState<Made | null>(null);
  const make = useDeed(async () => {
    setMade(await call(host, 'GET /api/v1/connections/{name}/grants', { path: { name } }));
  });
  return (
    <section className="stack">
      <Heading size="small" as="h2">
        {connections.grantsTitle}
      </Heading>
      <p className="subtle">{connections.grantsHelp}</p>
      {make.error !== null && <Trouble error={make.error} again={() => void make.run()} />}
      {made === null ? (
        <div>
          <Button onClick={() => void make.run()} isLoading={make.isBusy}>
            {connections.makeGrants}
          </Button>
        </div>
      ) : made.reason !== null ? (
        <p role="status">{connections.noGrants(made.reason)}</p>
      ) : (
        <ul className="findings">
          {made.files.map((file) => (
            <li key={file.name} className="stack">
              <span className="small">{file.purpose}</span>
              <div>
                <Button onClick={() => saveFile(file.name, file.content)}>{connections.download(file.name)}</Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
