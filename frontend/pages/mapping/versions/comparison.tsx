import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { useCallback, useEffect, useRef } from 'react';
import { call } from '../../../api/call.js';
import { WORDS } from '../../../words/words.js';
import { Answered } from '../../shell/answered.js';
import { useHere } from '../../shell/here.js';
import { Trouble } from '../../shell/trouble.js';
import { useAnswer } from '../../shell/use-answer.js';
import { useDeed } from '../../shell/use-deed.js';
import { Differences } from '../review/differences.js';

const { versions } = WORDS.mapping;

/** What changed since a version, and the way back to it. */
export function Comparison({
  integration,
  version,
  take,
  close,
}: {
  readonly integration: string;
  readonly version: number;
  readonly take: ((yaml: string) => void) | null;
  readonly close: () => void;
}) {
  const { host } = useHere();
  const top = useRef<HTMLElement>(null);
  const path = { name: integration, version: String(version) };
  const ask = useCallback(
    () =>
      call(host, 'GET /api/v1/integrations/{name}/mapping/versions/{version}/differences', {
        path: { name: integration, version: String(version) },
      }),
    [host, integration, version],
  );
  const asked = useAnswer(ask);
  const goBack = useDeed(async () => {
    const { yaml } = await call(host, 'GET /api/v1/integrations/{name}/mapping/versions/{version}', { path });
    take?.(yaml);
  });
  useEffect(() => top.current?.focus(), []);
  return (
    <section ref={top} tabIndex={-1} className="mapping-review" aria-label={versions.differences(version)}>
      <Heading size="small" as="h2">
        {versions.differences(version)}
      </Heading>
      <Answered asked={asked}>
        {({ differences }) =>
          differences.length === 0 ? (
            <p className="subtle">{versions.same}</p>
          ) : (
            <Differences label={versions.differences(version)} all={differences} />
          )
        }
      </Answered>
      {goBack.error !== null && <Trouble error={goBack.error} again={() => void goBack.run()} />}
      <div className="row">
        {take !== null && (
          <Button appearance="primary" isLoading={goBack.isBusy} onClick={() => void goBack.run()}>
            {versions.return(version)}
          </Button>
        )}
        <Button appearance="subtle" onClick={close}>
          {versions.close}
        </Button>
      </div>
    </section>
  );
}
