import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { WORDS } from '../../words/words.js';
import { Trouble } from './trouble.js';
import { useDeed } from './use-deed.js';

/**
 * Asks once more, and says what a deed means before it is done; it closes when the deed is done. By the browser's own dialog: Atlaskit's
 * writes style elements, which the policy of the pages forbids, and this one keeps the focus in and gives it back by itself.
 */
export function Confirm({
  title,
  confirm,
  isDangerous = false,
  isPossible = true,
  deed,
  close,
  children,
}: {
  readonly title: string;
  /** What the button says that does it. */
  readonly confirm: string;
  readonly isDangerous?: boolean;
  /** Whether it can be done at all. */
  readonly isPossible?: boolean;
  readonly deed: () => Promise<unknown>;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    box.current?.showModal();
  }, []);
  const doing = useDeed(deed);
  const run = async () => {
    if (await doing.run()) close();
  };
  return (
    <dialog className="dialog" ref={box} aria-labelledby={id} onClose={close}>
      <div className="stack">
        <Heading size="medium" as="h2" id={id}>
          {title}
        </Heading>
        {children}
        {doing.error !== null && <Trouble error={doing.error} again={() => void run()} />}
        <div className="dialog__buttons">
          <Button appearance="subtle" onClick={close}>
            {WORDS.shell.cancel}
          </Button>
          {isPossible && (
            <Button appearance={isDangerous ? 'danger' : 'primary'} onClick={() => void run()} isLoading={doing.isBusy}>
              {confirm}
            </Button>
          )}
        </div>
      </div>
    </dialog>
  );
}
