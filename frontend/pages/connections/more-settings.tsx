import Checkbox from '@atlaskit/checkbox';
import type { Connector } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { ChoiceEntry, LinesEntry, TextEntry } from './entry.js';
import { OptionEntries } from './option-entries.js';
import type { Written } from './written.js';

const { form } = WORDS.connections;
const PROXIES = (['environment', 'none', 'own'] as const).map((value) => ({ value, word: form.proxies[value] }));

/** What few connections need: the way to the tool, limits, and what its connector takes besides. */
export function MoreSettings({
  connector,
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
  const { limits } = connector;
  const text = (key: TextKey, pointer: string) => ({
    label: form[key],
    value: written[key],
    fault: faults.get(pointer),
    write: (value: string) => write({ [key]: value }),
  });
  const kept = (field: string) => (storedSecrets.includes(field) ? form.keptSecret : undefined);
  return (
    <div className="entries">
      <OptionEntries
        connector={connector}
        options={written.options}
        faults={faults}
        write={(options) => write({ options })}
      />
      <Checkbox
        label={form.readOnly}
        isChecked={written.readOnly}
        onChange={({ currentTarget }) => write({ readOnly: currentTarget.checked })}
      />
      <TextEntry {...text('expires', '#/auth/expires')} type="date" help={form.expiresHelp} />
      <div className="entries entries--beside">
        <TextEntry
          {...text('concurrency', '#/limits/concurrency')}
          type="number"
          help={form.usually(limits.concurrency)}
        />
        <TextEntry
          {...text('requestsPerSecond', '#/limits/requestsPerSecond')}
          type="number"
          help={form.usually(limits.requestsPerSecond)}
        />
      </div>
      <ChoiceEntry
        label={form.proxy}
        value={written.proxy}
        options={PROXIES}
        fault={faults.get('#/proxy')}
        write={(proxy) => write({ proxy })}
      />
      {written.proxy === 'own' && (
        <>
          <TextEntry {...text('proxyUrl', '#/proxy/url')} type="url" />
          <div className="entries entries--beside">
            <TextEntry {...text('proxyUser', '#/proxy/username')} />
            <TextEntry {...text('proxyPassword', '#/proxy/password')} type="password" help={kept('proxy.password')} />
          </div>
        </>
      )}
      <LinesEntry {...text('ca', '#/ca')} />
      <LinesEntry {...text('certificate', '#/clientCertificate/certificate')} />
      {written.certificate.trim() !== '' && (
        <LinesEntry {...text('certificateKey', '#/clientCertificate/key')} help={kept('clientCertificate.key')} />
      )}
    </div>
  );
}

type TextKey =
  | 'expires'
  | 'concurrency'
  | 'requestsPerSecond'
  | 'proxyUrl'
  | 'proxyUser'
  | 'proxyPassword'
  | 'ca'
  | 'certificate'
  | 'certificateKey';

/** Whether something of it is at fault, so that it has to be seen. */
export function isOfMore(pointer: string): boolean {
  return /^#\/(options|limits|proxy|ca|clientCertificate|readOnly|auth\/expires)/.test(pointer);
}
