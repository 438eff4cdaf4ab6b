import { useState } from 'react';
import { WORDS } from '../../../words/words.js';
import { useDeed } from '../../shell/use-deed.js';
import { ContainerChoice } from '../container-choice.js';
import { StepFrame } from '../step-frame.js';
import type { OpenSetup } from '../use-setup.js';

const { containers, next: nextWord } = WORDS.setup;

/** Which project, which table. */
export function ContainersStep({ setup, keep }: OpenSetup) {
  const [left, setLeft] = useState(setup.left.container);
  const [right, setRight] = useState(setup.right.container);
  const next = useDeed(async () => {
    const isSame = left === setup.left.container && right === setup.right.container;
    const name = setup.name ?? nameFor(left ?? '', right ?? '');
    await keep({
      step: 'filters',
      name,
      left: left === setup.left.container ? setup.left : { ...setup.left, container: left, filter: null },
      right: right === setup.right.container ? setup.right : { ...setup.right, container: right, filter: null },
      ...(!isSame && { entry: null }),
    });
  });
  const back = useDeed(() => keep({ step: 'connect' }));
  return (
    <StepFrame
      title={containers.title}
      lead={containers.lead}
      next={next}
      nextWord={nextWord}
      back={back}
      isReady={left !== null && left !== '' && right !== null && right !== ''}
    >
      <div className="entries entries--beside">
        <ContainerChoice side="left" connection={setup.left.connection ?? ''} value={left} choose={setLeft} />
        <ContainerChoice side="right" connection={setup.right.connection ?? ''} value={right} choose={setRight} />
      </div>
    </StepFrame>
  );
}

/** What it is called unless the person says otherwise: names are of letters, digits, dashes and dots. */
function nameFor(left: string, right: string): string {
  const name = `${left}-${right}`.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-');
  return name.replace(/^[^a-z0-9]+/, '').slice(0, 64) || 'sync';
}
