import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import type { Connector } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Answered } from '../shell/answered.js';
import { useHere } from '../shell/here.js';
import { useAnswer } from '../shell/use-answer.js';
import { ChoiceEntry } from './entry.js';
import { FormOfConnector } from './form-of-connector.js';
import { emptyFor, type Written, writtenOf } from './written.js';

const { form } = WORDS.connections;
const MOST_NAMES = '200';

interface ConnectionFormProps {
  /** Changes the connection of this name; absent: makes one. */
  readonly name?: string;
  /** The tool that is chosen at first; absent: the first that there is. */
  readonly connector?: string;
  /** Called with its name when it is stored. */
  readonly onDone: (name: string) => void;
  readonly onCancel?: () => void;
}

/** Makes or changes a connection. Before it is stored the doctor looks at it, and each finding is shown with its fix. */
export function ConnectionForm({ name, connector, onDone, onCancel }: ConnectionFormProps) {
  const { host } = useHere();
  const ask = useCallback(async () => {
    const [{ items: connectors }, { items: known }, stored] = await Promise.all([
      call(host, 'GET /api/v1/connectors'),
      call(host, 'GET /api/v1/connections', { query: { limit: MOST_NAMES } }),
      name === undefined ? null : call(host, 'GET /api/v1/connections/{name}/settings', { path: { name } }),
    ]);
    return { connectors, taken: known.map((each) => each.name), stored };
  }, [host, name]);
  const asked = useAnswer(ask);
  return (
    <Answered asked={asked}>
      {({ connectors, taken, stored }) =>
        stored === null ? (
          <NewConnection {...{ connectors, taken, onDone }} first={connector} onCancel={onCancel} />
        ) : (
          <FormOfConnector
            // What is stored now, after somebody else has changed it, is another form.
            key={stored.version}
            connector={connectorOf(connectors, stored.connector)}
            begin={writtenOf(stored)}
            stored={stored}
            onDone={onDone}
            onCancel={onCancel}
          />
        )
      }
    </Answered>
  );
}

function NewConnection({
  connectors,
  taken,
  first,
  onDone,
  onCancel,
}: {
  readonly connectors: readonly Connector[];
  readonly taken: readonly string[];
  readonly first: string | undefined;
  readonly onDone: (name: string) => void;
  readonly onCancel: (() => void) | undefined;
}) {
  const [chosen, setChosen] = useState(first ?? connectors[0]?.name ?? '');
  const connector = connectorOf(connectors, chosen);
  const begin: Written = emptyFor(connector, taken);
  return (
    <div className="form">
      <ChoiceEntry
        label={form.tool}
        value={chosen}
        options={connectors.map(({ name, title }) => ({ value: name, word: title }))}
        write={setChosen}
      />
      <FormOfConnector
        key={chosen}
        connector={connector}
        begin={begin}
        stored={null}
        onDone={onDone}
        onCancel={onCancel}
      />
    </div>
  );
}

/** @throws Error where the server knows no such tool: its pages are then of another version */
function connectorOf(connectors: readonly Connector[], name: string): Connector {
  const found = connectors.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no connector ${name}`);
  return found;
}
