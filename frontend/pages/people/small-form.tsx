import Button from '@atlaskit/button/new';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ProblemError } from '../../api/problem-error.js';
import { WORDS } from '../../words/words.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';

/** Asks for a few things and does something with them. What the server says of a member is given to its entry, by JSON pointer. */
export function SmallForm({
  submit,
  deed,
  cancel,
  children,
}: {
  /** What its button says. */
  readonly submit: string;
  readonly deed: () => Promise<unknown>;
  readonly cancel: () => void;
  readonly children: (faults: ReadonlyMap<string, string>) => ReactNode;
}) {
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());
  const doing = useDeed(async () => {
    setFaults(new Map());
    try {
      await deed();
    } catch (error) {
      const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
      if (errors.length === 0) throw error;
      setFaults(new Map(errors.map(({ pointer, detail }) => [pointer, detail])));
    }
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void doing.run();
  };
  return (
    <form className="form" onSubmit={onSubmit} noValidate>
      {children(faults)}
      {doing.error !== null && <Trouble error={doing.error} again={() => void doing.run()} />}
      <div className="row">
        <Button type="submit" appearance="primary" isLoading={doing.isBusy}>
          {submit}
        </Button>
        <Button appearance="subtle" onClick={cancel}>
          {WORDS.shell.cancel}
        </Button>
      </div>
    </form>
  );
}
