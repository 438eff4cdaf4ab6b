import type { Connector } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { ChoiceEntry, TextEntry } from './entry.js';
import type { Written } from './written.js';

const { form } = WORDS.connections;

/** How Syncline signs in, and what that takes. */
export function AuthEntries({
  connector: { signIns },
  written,
  storedSecrets,
  faults,
  write,
}: {
  readonly connector: Connector;
  readonly written: Written;
  readonly storedSecrets: readonly string[];
  readonly faults: ReadonlyMap<string, string>;
  readonly write: (change: Partial<Written>) => void;
}) {
  const chosen = signIns.find(({ kind }) => kind === written.kind);
  return (
    <>
      {(signIns.length > 1 || chosen === undefined) && (
        <ChoiceEntry
          label={form.signIn}
          value={written.kind}
          options={signIns.map(({ kind, title }) => ({ value: kind as string, word: title }))}
          help={chosen?.help}
          fault={faults.get('#/auth/kind')}
          write={(kind) => write({ kind })}
        />
      )}
      {chosen?.fields.map(({ name, title, help, secret }) => {
        const isKept = secret && storedSecrets.includes(name);
        return (
          <TextEntry
            key={name}
            label={title}
            type={secret ? 'password' : 'text'}
            value={written.auth[name] ?? ''}
            help={isKept ? form.keptSecret : help}
            fault={faults.get(`#/auth/${secret ? 'secrets' : 'fields'}/${name}`)}
            isRequired={!isKept}
            write={(value) => write({ auth: { ...written.auth, [name]: value } })}
          />
        );
      })}
    </>
  );
}
