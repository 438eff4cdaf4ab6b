import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import { WORDS } from '../../words/words.js';

const { made } = WORDS.people;

/** A secret that is shown this once, to be given away or kept. */
export function ShownOnce({
  title,
  help,
  secret,
  close,
}: {
  readonly title: string;
  readonly help: string;
  readonly secret: string;
  readonly close: () => void;
}) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    // Jira's frame may forbid it; then the person selects it himself.
    await navigator.clipboard?.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div role="status">
      <SectionMessage appearance="success" title={title}>
        <div className="stack">
          <p>{help}</p>
          <code className="secret">{secret}</code>
          <div className="row">
            <Button onClick={() => void copy()}>{isCopied ? made.copied : made.copy}</Button>
            <Button appearance="subtle" onClick={close}>
              {made.done}
            </Button>
          </div>
        </div>
      </SectionMessage>
    </div>
  );
}
