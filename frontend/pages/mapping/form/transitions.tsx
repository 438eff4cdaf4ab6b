import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import type { MappingField } from '../../../api/operations.js';
import { WORDS } from '../../../words/words.js';
import { type Json, type Members, membersAt, put } from '../draft/json.js';
import { SIDES, type Side, useForm } from './form-context.js';
import { findNamed, optionsOf } from './named.js';
import { NamedInput } from './named-input.js';
import { PairList } from './pair-list.js';

const { transitions, sides } = WORDS.mapping;

/** What must be given when a status is entered, by side and status. */
export function Transitions({
  transition,
  fields,
  known,
  write,
}: {
  readonly transition: Members;
  /** Those that have the statuses. */
  readonly fields: Readonly<Record<Side, MappingField | undefined>>;
  readonly known: Readonly<Record<Side, readonly MappingField[]>>;
  readonly write: (transition: Json | undefined, isTyped?: boolean) => void;
}) {
  const { mayChange } = useForm();
  const set = (path: readonly string[], value: Json | undefined, isTyped = true) => {
    const next = put(transition, path, value);
    write(Object.keys(Object(next)).length === 0 ? undefined : next, isTyped);
  };
  const statusesOf = (side: Side) => membersAt(transition, [side]);
  return (
    <section className="stack">
      <Heading size="xsmall" as="h3">
        {transitions.title}
      </Heading>
      {SIDES.map((side) => {
        const word = sides[side].toLowerCase();
        return (
          <div key={side} className="stack">
            {Object.entries(statusesOf(side)).map(([status, given], nth) => {
              const statusName = findNamed(optionsOf(fields[side]), status)?.name ?? status;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: the status is being typed
                <div key={nth} className="mapping-status">
                  <NamedInput
                    label={transitions.status(word)}
                    isLabelled
                    hint="within"
                    choices={optionsOf(fields[side])}
                    value={status}
                    write={(typed) => {
                      const others = Object.entries(statusesOf(side)).map(([each, value]) => [
                        each === status ? typed : each,
                        value,
                      ]);
                      set([side], Object.fromEntries(others));
                    }}
                  />
                  <PairList
                    label={(number) => `${transitions.field} ${number}, ${statusName}`}
                    valueLabel={(number) => `${transitions.value} ${number}, ${statusName}`}
                    known={known[side]}
                    pairs={Object(given) as Members}
                    write={(pairs) => set([side, status], Object.keys(pairs).length === 0 ? undefined : pairs)}
                    add={transitions.addField}
                  />
                </div>
              );
            })}
            {mayChange && (
              <div>
                <Button
                  spacing="compact"
                  isDisabled={Object.hasOwn(statusesOf(side), '')}
                  onClick={() => set([side, ''], { '': '' }, false)}
                >
                  {transitions.add(word)}
                </Button>
              </div>
            )}
          </div>
        );
      })}
    </section>
  );
}
