import Checkbox from '@atlaskit/checkbox';
import { useState } from 'react';
import type { Connector } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { ChoiceEntry, LinesEntry, TextEntry } from './entry.js';
import type { Json, Written } from './written.js';

const { form } = WORDS.connections;

/** As much of a JSON Schema as a form can ask for by a control of its own; the rest is written as JSON. */
interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly Json[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** What a connector takes besides, asked for as its schema says. */
export function OptionEntries({
  connector,
  options,
  faults,
  write,
}: {
  readonly connector: Connector;
  readonly options: Written['options'];
  readonly faults: ReadonlyMap<string, string>;
  readonly write: (options: Written['options']) => void;
}) {
  const { properties = {} } = connector.options as Schema;
  return Object.entries(properties).map(([name, schema]) => (
    <OptionEntry
      key={name}
      name={name}
      schema={schema}
      value={options[name]}
      fault={faultIn(faults, `#/options/${name}`)}
      write={(value) => {
        const { [name]: _, ...rest } = options;
        write(value === undefined ? rest : { ...rest, [name]: value });
      }}
    />
  ));
}

function OptionEntry({
  name,
  schema,
  value,
  fault,
  write,
}: {
  readonly name: string;
  readonly schema: Schema;
  readonly value: Json | undefined;
  readonly fault: string | undefined;
  readonly write: (value: Json | undefined) => void;
}) {
  const { type, title: label = name, description: help, enum: words } = schema;
  const texts = (words ?? []).filter((word) => typeof word === 'string');
  if (texts.length > 0) {
    const options = [{ value: '', word: form.unset }, ...texts.map((word) => ({ value: word, word }))];
    const choose = (chosen: string) => write(chosen === '' ? undefined : chosen);
    return <ChoiceEntry {...{ label, help, fault, options }} value={String(value ?? '')} write={choose} />;
  }
  if (type === 'boolean') {
    return (
      <Checkbox
        label={label}
        isChecked={value === true}
        onChange={({ currentTarget }) => write(currentTarget.checked)}
      />
    );
  }
  if (type === 'number' || type === 'integer') {
    const give = (text: string) => write(text === '' ? undefined : Number(text));
    return <TextEntry {...{ label, help, fault }} type="number" value={String(value ?? '')} write={give} />;
  }
  if (type === 'string') {
    const give = (text: string) => write(text === '' ? undefined : text);
    return <TextEntry {...{ label, help, fault }} value={String(value ?? '')} write={give} />;
  }
  return <JsonEntry {...{ label, help, fault, value, write }} />;
}

function JsonEntry({
  label,
  help = form.json,
  fault,
  value,
  write,
}: {
  readonly label: string;
  readonly help: string | undefined;
  readonly fault: string | undefined;
  readonly value: Json | undefined;
  readonly write: (value: Json | undefined) => void;
}) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  const [isWrong, setWrong] = useState(false);
  const read = (written: string) => {
    setText(written);
    try {
      write(written.trim() === '' ? undefined : JSON.parse(written));
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return <LinesEntry {...{ label, help }} fault={isWrong ? form.wrongJson : fault} value={text} write={read} />;
}

/** A fault of the member, or of something in it. */
function faultIn(faults: ReadonlyMap<string, string>, pointer: string): string | undefined {
  return [...faults].find(([each]) => each === pointer || each.startsWith(`${pointer}/`))?.[1];
}
