import { useCallback, useState } from 'react';
import { call } from '../../../api/call.js';
import { WORDS } from '../../../words/words.js';
import { useHere } from '../../shell/here.js';
import { useAnswer } from '../../shell/use-answer.js';
import { useDeed } from '../../shell/use-deed.js';
import { FilterOfSide } from '../filter-of-side.js';
import { StepFrame } from '../step-frame.js';
import type { OpenSetup } from '../use-setup.js';

const { filters } = WORDS.setup;
const ALL = { limit: '200' };

/** Which items of each side are meant. */
export function FiltersStep({ setup, keep }: OpenSetup) {
  const { host } = useHere();
  const [left, setLeft] = useState(setup.left.filter ?? '');
  const [right, setRight] = useState(setup.right.filter ?? '');
  const [wrong, setWrong] = useState<Readonly<Record<'left' | 'right', boolean>>>({ left: false, right: false });
  const noteLeft = useCallback((isWrong: boolean) => setWrong((before) => ({ ...before, left: isWrong })), []);
  const noteRight = useCallback((isWrong: boolean) => setWrong((before) => ({ ...before, right: isWrong })), []);
  const askConnectors = useCallback(() => call(host, 'GET /api/v1/connections', { query: ALL }), [host]);
  const connections = useAnswer(askConnectors).answer?.items ?? [];
  const connectorOf = (name: string | null) => connections.find((each) => each.name === name)?.connector ?? null;
  const next = useDeed(async () => {
    const [leftFilter, rightFilter] = [left.trim() || null, right.trim() || null];
    const isSame = leftFilter === setup.left.filter && rightFilter === setup.right.filter;
    await keep({
      step: 'mapping',
      left: { ...setup.left, filter: leftFilter },
      right: { ...setup.right, filter: rightFilter },
      // Its sides say the filters too.
      ...(!isSame && { entry: null }),
    });
  });
  const back = useDeed(() => keep({ step: 'containers' }));
  return (
    <StepFrame title={filters.title} lead={filters.lead} next={next} back={back} isReady={!wrong.left && !wrong.right}>
      <div className="entries entries--beside">
        <FilterOfSide
          side="left"
          where={setup.left}
          connector={connectorOf(setup.left.connection)}
          filter={left}
          write={setLeft}
          noteWrong={noteLeft}
        />
        <FilterOfSide
          side="right"
          where={setup.right}
          connector={connectorOf(setup.right.connection)}
          filter={right}
          write={setRight}
          noteWrong={noteRight}
        />
      </div>
    </StepFrame>
  );
}
