import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../../api/call.js';
import type { MappingSide } from '../../../api/operations.js';
import { WORDS } from '../../../words/words.js';
import { useHere } from '../../shell/here.js';
import { Trouble } from '../../shell/trouble.js';
import { useAnswer } from '../../shell/use-answer.js';
import { useDeed } from '../../shell/use-deed.js';
import { Waiting } from '../../shell/waiting.js';
import type { Draft } from '../draft/use-draft.js';
import type { Side } from '../form/form-context.js';
import { Differences } from './differences.js';
import { nameOfRule } from './name-of-rule.js';
import { Remap } from './remap.js';

const { mapping } = WORDS;
const { remap } = mapping;
/** Pairs that are read at first, and as many as the server reads at once. */
const FIRST = 200;
const MOST = 1_000;

/** What a draft changes, before it counts; from here it is saved. */
export function Review({
  draft,
  integration,
  sides,
  close,
  saved,
}: {
  readonly draft: Draft;
  readonly integration: string;
  /** Null until both tools have told what they have. */
  readonly sides: Readonly<Record<Side, MappingSide>> | null;
  readonly close: () => void;
  readonly saved: (version: number) => void;
}) {
  const { host, may } = useHere();
  const top = useRef<HTMLElement>(null);
  const [limit, setLimit] = useState(FIRST);
  const { yaml, revision, checked } = draft;
  const ask = useCallback(
    () =>
      call(host, 'POST /api/v1/integrations/{name}/mapping/remap', {
        path: { name: integration },
        body: { yaml, limit },
      }),
    [host, integration, yaml, limit],
  );
  const { answer, error, isAsking, again } = useAnswer(ask);
  const deed = useDeed(async () => {
    const { version } = await call(host, 'POST /api/v1/integrations/{name}/mapping', {
      path: { name: integration },
      body: { yaml, revision },
    });
    saved(version);
  });
  useEffect(() => top.current?.focus(), []);
  const canSave = may('operator') && (answer !== null || error !== null) && !isAsking;
  return (
    <section ref={top} tabIndex={-1} className="mapping-review" aria-labelledby="mapping-review">
      <Heading size="medium" as="h2" id="mapping-review">
        {mapping.review}
      </Heading>
      <Heading size="small" as="h3">
        {mapping.differences.title}
      </Heading>
      <Differences label={mapping.differences.title} all={checked?.differences ?? []} />
      <Heading size="small" as="h3">
        {remap.title}
      </Heading>
      <div role="status" aria-live="polite" className="stack">
        {isAsking && (
          <>
            <Waiting />
            <p className="small">{remap.planning}</p>
          </>
        )}
        {!isAsking && error !== null && <Trouble error={error} again={again} />}
        {!isAsking && error === null && answer !== null && (
          <Remap plan={answer} nameOf={(rule) => nameOfRule(sides, rule)} />
        )}
      </div>
      <p className="small">{remap.first}</p>
      {deed.error !== null && <Trouble error={deed.error} again={() => void deed.run()} />}
      <div className="row">
        <Button appearance="primary" isDisabled={!canSave} isLoading={deed.isBusy} onClick={() => void deed.run()}>
          {error === null ? remap.save : remap.saveAnyway}
        </Button>
        {answer?.links.isSample === true && limit < MOST && (
          <Button onClick={() => setLimit(MOST)}>{remap.more(Math.min(MOST, answer.links.affected))}</Button>
        )}
        <Button appearance="subtle" onClick={close}>
          {remap.back}
        </Button>
      </div>
    </section>
  );
}
