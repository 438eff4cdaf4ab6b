import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { type ReactNode, useEffect, useRef } from 'react';
import { WORDS } from '../../words/words.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import type { Deed } from '../shell/use-deed.js';

const { setup: words } = WORDS;

interface StepFrameProps {
  readonly title: string;
  readonly lead: string;
  /** Keeps what was chosen and goes on. */
  readonly next: Deed<[]>;
  readonly nextWord?: string;
  /** Why one cannot go on yet is seen in the step itself. */
  readonly isReady: boolean;
  /** False while something in the step has buttons of its own that come first. */
  readonly hasWay?: boolean;
  /** Absent: there is nothing to go back to. */
  readonly back?: Deed<[]>;
  readonly children: ReactNode;
}

/** The frame of a step: what it is about, and the ways on and back. Whoever comes to it by the keyboard is put at its title. */
export function StepFrame({
  title,
  lead,
  next,
  nextWord = words.looksRight,
  isReady,
  hasWay = true,
  back,
  children,
}: StepFrameProps) {
  const { may } = useHere();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) top.current?.focus();
  }, []);
  const failed = next.error === null ? back : next;
  return (
    <section className="setup-step">
      <div ref={top} tabIndex={-1} className="setup-step__top">
        <Heading size="medium" as="h2">
          {title}
        </Heading>
        <p className="subtle">{lead}</p>
      </div>
      {children}
      {failed?.error != null && <Trouble error={failed.error} again={failed.clear} />}
      {hasWay && (
        <div className="row">
          <Button
            appearance="primary"
            isDisabled={!isReady || !may('administrator')}
            isLoading={next.isBusy}
            onClick={() => void next.run()}
          >
            {nextWord}
          </Button>
          {back !== undefined && (
            <Button appearance="subtle" isLoading={back.isBusy} onClick={() => void back.run()}>
              {words.back}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
