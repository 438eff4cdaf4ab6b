import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { useEffect, useId, useRef } from 'react';
import { WORDS } from '../../words/words.js';
import { Trouble } from './trouble.js';
import type { Deed } from './use-deed.js';

interface ConfirmProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What will be so afterwards. */
  readonly help: string;
  /** Of the button that does it. */
  readonly word: string;
  readonly deed: Deed<[]>;
  readonly close: () => void;
}

/**
 * Asks before something is done that cannot be taken back by pressing a button again. It is the browser's own dialogue, which keeps the
 * focus in and Escape out: Atlaskit's writes style elements, which the policy of the pages forbids.
 */
export function Confirm(props: ConfirmProps) {
  return props.isOpen ? <OpenConfirm {...props} /> : null;
}

function OpenConfirm({ title, help, word, deed, close }: ConfirmProps) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const confirm = async () => {
    if (await deed.run()) close();
  };
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={titleId} onClose={close}>
      <div className="stack">
        <Heading size="medium" as="h2" id={titleId}>
          {title}
        </Heading>
        <p>{help}</p>
        {deed.error !== null && <Trouble error={deed.error} again={deed.clear} />}
        <div className="row row--right">
          <Button appearance="subtle" onClick={close}>
            {WORDS.shell.cancel}
          </Button>
          <Button appearance="warning" isLoading={deed.isBusy} onClick={() => void confirm()}>
            {word}
          </Button>
        </div>
      </div>
    </dialog>
  );
}
