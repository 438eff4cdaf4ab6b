import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import SectionMessage from '@atlaskit/section-message';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ConnectionSettings, Connector } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { Trouble } from '../shell/trouble.js';
import { AuthEntries } from './auth-entries.js';
import { TextEntry } from './entry.js';
import { Findings } from './findings.js';
import { isOfMore, MoreSettings } from './more-settings.js';
import { useConnecting } from './use-connecting.js';
import type { Written } from './written.js';

const { form } = WORDS.connections;

interface FormOfConnectorProps {
  readonly connector: Connector;
  readonly begin: Written;
  /** What is changed; null: nothing is there yet. */
  readonly stored: ConnectionSettings | null;
  readonly onDone: (name: string) => void;
  readonly onCancel: (() => void) | undefined;
}

/** The form of one tool, as its connector describes it. */
export function FormOfConnector({ connector, begin, stored, onDone, onCancel }: FormOfConnectorProps) {
  const [written, setWritten] = useState(begin);
  const write = (change: Partial<Written>) => setWritten((before) => ({ ...before, ...change }));
  const { examination, outcome, faults, error, isBusy, testAndSave, saveAnyway } = useConnecting({
    connector,
    written,
    version: stored?.version ?? null,
    onDone,
  });
  const storedSecrets = stored?.storedSecrets ?? [];
  const [isMoreOpen, setMoreOpen] = useState(false);
  const isMoreFaulty = [...faults.keys()].some(isOfMore);
  const top = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (faults.size > 0) top.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void testAndSave();
  };
  return (
    <form className="form" onSubmit={submit} ref={top} noValidate>
      {stored === null && connector.prepare.length > 0 && (
        <SectionMessage title={form.prepare}>
          <ul>
            {connector.prepare.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </SectionMessage>
      )}
      {stored === null && (
        <TextEntry
          label={form.name}
          value={written.name}
          write={(name) => write({ name })}
          help={form.nameHelp}
          fault={faults.get('#/name')}
          isRequired
        />
      )}
      <TextEntry
        label={form.address}
        type="url"
        value={written.url}
        write={(url) => write({ url })}
        help={connector.addressExample === null ? null : form.addressHelp(connector.addressExample)}
        fault={faults.get('#/url')}
        isRequired
      />
      {(written.insecure || /^http:/i.test(written.url.trim())) && (
        <Checkbox
          label={form.insecure}
          isChecked={written.insecure}
          onChange={({ currentTarget }) => write({ insecure: currentTarget.checked })}
        />
      )}
      <AuthEntries {...{ connector, written, storedSecrets, faults, write }} />
      <details
        className="more"
        open={isMoreOpen || isMoreFaulty}
        onToggle={({ currentTarget }) => setMoreOpen(currentTarget.open)}
      >
        <summary>{form.more}</summary>
        <MoreSettings {...{ connector, written, storedSecrets, faults, write }} />
      </details>
      <Said {...{ outcome, faults, error }} again={() => void testAndSave()} />
      <Findings {...examination} />
      <div className="row">
        <Button type="submit" appearance="primary" isLoading={isBusy}>
          {stored === null ? form.connect : form.save}
        </Button>
        {outcome === 'failing' && (
          <Button onClick={() => void saveAnyway()} isDisabled={isBusy}>
            {form.saveAnyway}
          </Button>
        )}
        {onCancel !== undefined && (
          <Button appearance="subtle" onClick={onCancel}>
            {form.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}

/** What came of it, above what was found. */
function Said({
  outcome,
  faults,
  error,
  again,
}: Pick<ReturnType<typeof useConnecting>, 'outcome' | 'faults' | 'error'> & { readonly again: () => void }) {
  if (error !== null) return <Trouble error={error} again={again} />;
  if (outcome === null) return null;
  const { title, help } = {
    failing: { title: form.failing, help: form.failingHelp },
    faulty: { title: form.faulty, help: faults.get('#') ?? form.faultyHelp },
    stale: { title: form.stale, help: form.staleHelp },
  }[outcome];
  return (
    <div role="alert">
      <SectionMessage appearance={outcome === 'failing' ? 'warning' : 'error'} title={title}>
        <p>{help}</p>
      </SectionMessage>
    </div>
  );
}
