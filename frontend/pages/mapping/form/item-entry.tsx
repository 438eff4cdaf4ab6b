import Button, { IconButton } from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import DeleteIcon from '@atlaskit/icon/core/delete';
import { useId } from 'react';
import { WORDS } from '../../../words/words.js';
import { listAt, type Path, pointerOf, textAt } from '../draft/json.js';
import { Carried } from './carried.js';
import { FieldRow } from './field-row.js';
import { fieldsOf, remarksAt, SIDES, type Side, useForm } from './form-context.js';
import { GivenAtCreation } from './given-at-creation.js';
import { findNamed, type Named } from './named.js';
import { NamedInput } from './named-input.js';
import { Remarks } from './remarks.js';
import { When } from './when.js';

const { mapping } = WORDS;

/** One item type of each side, and what becomes of its fields. */
export function ItemEntry({ place, isOnly }: { readonly place: number; readonly isOnly: boolean }) {
  const { draft, sides, mayChange } = useForm();
  const { entry, change, checked } = draft;
  const id = useId();
  const path: Path = ['items', place];
  const [left, right] = SIDES.map((side) => textAt(entry, [...path, side]));
  const fields = listAt(entry, [...path, 'fields']);
  const own = checked?.faults ?? [];
  const isOfRow = (pointer: string) => pointer.startsWith(`${pointerOf([...path, 'fields'])}/`);
  const faults = remarksAt(own, pointerOf(path)).filter(({ pointer }) => !isOfRow(pointer));
  const known = { left: fieldsOf(sides?.left, left ?? 'any'), right: fieldsOf(sides?.right, right ?? 'any') };
  const typesOf = (side: Side): readonly Named[] => [
    ...(sides?.[side].itemTypes ?? []).map(({ id: own, name }) => ({
      // A type is written by its name; who has written its id keeps that.
      id: own === textAt(entry, [...path, side]) ? own : name,
      name,
    })),
    { id: 'any', name: mapping.any },
  ];
  const types = { left: typesOf('left'), right: typesOf('right') };
  const nameOf = (side: Side, written: string) => findNamed(types[side], written)?.name ?? written;
  return (
    <section className="mapping-card" aria-labelledby={id}>
      <div className="bar">
        <Heading size="small" as="h2" id={id}>
          {left && right ? mapping.entry(nameOf('left', left), nameOf('right', right)) : mapping.entryNumber(place + 1)}
        </Heading>
        {mayChange && !isOnly && (
          <IconButton
            icon={DeleteIcon}
            label={mapping.removeEntry}
            appearance="subtle"
            onClick={() => change(path, undefined)}
          />
        )}
      </div>
      <div className="mapping-pair">
        {SIDES.map((side) => (
          <NamedInput
            key={side}
            label={mapping.type(mapping.sides[side].toLowerCase())}
            isLabelled
            hint="within"
            choices={types[side]}
            value={textAt(entry, [...path, side])}
            write={(value) => change([...path, side], value, true)}
          />
        ))}
      </div>
      <Remarks remarks={faults} />
      <ol className="mapping-rows">
        {fields.map((_, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place; it has no other name that lasts
          <FieldRow key={nth} path={[...path, 'fields', nth]} known={known} />
        ))}
      </ol>
      {mayChange && (
        <div>
          <Button spacing="compact" onClick={() => change([...path, 'fields', fields.length], ['', ''])}>
            {mapping.addField}
          </Button>
        </div>
      )}
      <When path={[...path, 'when']} />
      <GivenAtCreation path={[...path, 'onCreate']} known={known} />
      <Carried path={path} />
    </section>
  );
}
