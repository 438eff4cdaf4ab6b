import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { AuditedAction } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { ChoiceEntry, TextEntry } from '../connections/entry.js';
import { withAll } from '../lists/with-all.js';

const { audit } = WORDS;
const OPTIONS = withAll(audit.actions);

/** Which entries somebody wants; empty: all. Days are those of where the person is. */
export interface Filters {
  readonly action: AuditedAction | '';
  readonly actor: string;
  readonly subject: string;
  readonly since: string;
  readonly until: string;
}

export const NO_FILTERS: Filters = { action: '', actor: '', subject: '', since: '', until: '' };

/** The same for the server. */
export function queryOf({ action, actor, subject, since, until }: Filters): Readonly<Record<string, string>> {
  return {
    ...(action !== '' && { action }),
    ...(actor.trim() !== '' && { actor: actor.trim() }),
    ...(subject.trim() !== '' && { subject: subject.trim() }),
    ...(since !== '' && { since: startOf(since, 0) }),
    // The last day is meant whole.
    ...(until !== '' && { until: startOf(until, 1) }),
  };
}

/** Narrows the log when the person says so, not at each letter. */
export function AuditFilters({ choose }: { readonly choose: (filters: Filters) => void }) {
  const [filters, setFilters] = useState(NO_FILTERS);
  const entry = (key: Exclude<keyof Filters, 'action'>) => ({
    label: audit.filters[key],
    value: filters[key],
    write: (value: string) => setFilters((before) => ({ ...before, [key]: value })),
  });
  return (
    <form
      className="filters"
      onSubmit={(event) => {
        event.preventDefault();
        choose(filters);
      }}
    >
      <ChoiceEntry
        label={audit.filters.action}
        value={filters.action}
        options={OPTIONS}
        write={(action) => setFilters((before) => ({ ...before, action }))}
      />
      <TextEntry {...entry('actor')} />
      <TextEntry {...entry('subject')} />
      <TextEntry {...entry('since')} type="date" />
      <TextEntry {...entry('until')} type="date" />
      <Button type="submit">{audit.filter}</Button>
    </form>
  );
}

function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
