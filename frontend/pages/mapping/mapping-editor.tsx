import Button from '@atlaskit/button/new';
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { lazy, Suspense, useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import type { Mapping } from '../../api/operations.js';
import { sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { useHere } from '../shell/here.js';
import { useAnswer } from '../shell/use-answer.js';
import { Waiting } from '../shell/waiting.js';
import { useAskBeforeLeaving } from './draft/use-ask-before-leaving.js';
import { useDraft } from './draft/use-draft.js';
import { DraftNotes } from './draft-notes.js';
import { DraftState } from './draft-state.js';
import { FormContext } from './form/form-context.js';
import { MappingForm } from './form/mapping-form.js';
import { TryKey } from './form/try-key.js';
import { Review } from './review/review.js';
import { Versions } from './versions/versions.js';

const { mapping } = WORDS;
/** The editor is loaded with the first mapping that is opened. */
const YamlEditor = lazy(() => import('./text/yaml-editor.js'));

interface MappingEditorProps {
  readonly found: Mapping;
  readonly now: Date;
  readonly again: () => void;
  readonly saved: (version: number) => void;
}

/** A mapping as a form and as text, its versions, and what a change of it would do. */
export function MappingEditor({ found, now, again, saved }: MappingEditorProps) {
  const { host, may } = useHere();
  const { integration, links, version } = found;
  const mayChange = found.mayChange && may('operator');
  const draft = useDraft(host, found, mayChange);
  const [tab, setTab] = useState(0);
  const [isReviewed, setReviewed] = useState(false);
  const [tryKey, setTryKey] = useState('');
  const ask = useCallback(
    () => call(host, 'GET /api/v1/integrations/{name}/mapping/sides', { path: { name: integration } }),
    [host, integration],
  );
  const { answer: sides } = useAnswer(ask);
  useAskBeforeLeaving(draft);
  const { checked, isChecking, isChanged } = draft;
  const canReview = isChanged && !isChecking && checked !== null && checked.faults.length === 0;
  const take = useCallback(
    (yaml: string) => {
      draft.write(yaml);
      setTab(0);
    },
    [draft.write],
  );
  const places =
    sides === null ? null : [sides.left, sides.right].map(({ connection, container }) => `${connection} ${container}`);
  return (
    <>
      <p className="subtle">
        {places !== null && <>{mapping.lead(places[0] ?? '', places[1] ?? '', links)} · </>}
        {mapping.version(version.version, version.madeBy?.name ?? null, sayMoment(version.madeAt, now))}
      </p>
      <DraftNotes draft={draft} found={found} now={now} />
      <Tabs id="mapping" selected={tab} onChange={setTab}>
        <TabList>
          <Tab>{mapping.tabs.edit}</Tab>
          <Tab>{mapping.tabs.versions}</Tab>
        </TabList>
        <TabPanel>
          <div className="mapping">
            {mayChange && (
              <div className="bar mapping__deeds">
                <DraftState draft={draft} />
                <div className="row">
                  <TryKey tried={tryKey} choose={setTryKey} />
                  <Button
                    isDisabled={!isChanged}
                    onClick={() => {
                      draft.discard();
                      setReviewed(false);
                      again();
                    }}
                  >
                    {mapping.discard}
                  </Button>
                  <Button appearance="primary" isDisabled={!canReview} onClick={() => setReviewed(true)}>
                    {mapping.review}
                  </Button>
                </div>
              </div>
            )}
            {isReviewed && canReview && (
              <Review
                key={draft.yaml}
                draft={draft}
                integration={integration}
                sides={sides}
                close={() => setReviewed(false)}
                saved={(number) => {
                  draft.discard();
                  saved(number);
                }}
              />
            )}
            <div className="mapping__both">
              <FormContext.Provider value={{ draft, integration, mayChange, sides, tryKey }}>
                <MappingForm />
              </FormContext.Provider>
              <section className="mapping__text" aria-label={mapping.text}>
                <p className="small">{mapping.textHelp}</p>
                <Suspense fallback={<Waiting />}>
                  <YamlEditor
                    text={draft.yaml}
                    write={draft.write}
                    faults={checked?.faults ?? NONE}
                    notices={checked?.notices ?? NONE}
                    isReadOnly={!mayChange || draft.isTextBehind}
                  />
                </Suspense>
              </section>
            </div>
          </div>
        </TabPanel>
        <TabPanel>
          <Versions integration={integration} take={mayChange ? take : null} />
        </TabPanel>
      </Tabs>
    </>
  );
}

const NONE = [] as const;
