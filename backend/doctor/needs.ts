import type { ConnectionNeeds, ContainerNeeds, FieldNeed, StatusNeed } from '../connectors/sdk/index.js';
import type { Integration } from '../integrations/index.js';
import { SIDES, type Side } from '../mappings/index.js';
import { type DescribedSync, fieldOf, type KnownField } from './described-sync.js';

/** What these syncs together need of one connection, container by container in the order of the file. */
export function needsOf(connection: string, syncs: readonly DescribedSync[]): ConnectionNeeds {
  const containers = new Map<string, ContainerDraft>();
  for (const sync of syncs) {
    for (const side of SIDES) {
      const { connection: name, container } = sync.integration.definition[side];
      if (name !== connection) continue;
      const draft = containers.get(container) ?? new ContainerDraft(container);
      containers.set(container, draft);
      draft.add(sync, side);
    }
  }
  return { containers: [...containers.values()].map((draft) => draft.needs()) };
}

/** Gathers what several syncs need of one container. */
class ContainerDraft {
  readonly #container: string;
  readonly #neededBy = new Set<string>();
  readonly #itemTypes = new Set<string | null>();
  readonly #fields = new Map<string, { need: FieldNeed; neededBy: Set<string> }>();
  readonly #statuses = new Map<string, { given: Set<string>; neededBy: Set<string> }>();
  readonly #channels = new Set<string>();
  readonly #creates = new Set<string>();
  readonly #updates = new Set<string>();
  readonly #deletes = new Set<string>();
  #readsComments = false;

  constructor(container: string) {
    this.#container = container;
  }

  add(sync: DescribedSync, side: Side): void {
    const { integration, mapping } = sync;
    const { definition, name } = integration;
    this.#neededBy.add(name);
    if (definition.create === 'both' || definition.create === side) this.#creates.add(name);
    if (definition.deletes === 'delete') this.#deletes.add(name);
    for (const item of definition.items) this.#itemTypes.add(item[side]);
    if (definition.match !== null && definition.match[side] !== 'key') {
      this.#field(fieldOf(sync, side, definition.match[side]), `${name}: match`, {});
    }
    for (const item of definition.items) {
      this.#addRows(sync, side, item.fields);
      for (const written of Object.keys(item.onCreate[side])) {
        const field = fieldOf(sync, side, written);
        if (this.#creates.has(name)) this.#field(field, `${name}: onCreate ${written}`, { onCreate: true });
      }
      this.#addComments(sync, side, item.comments ?? definition.comments);
    }
    // What is left is looked at by expressions alone.
    for (const field of mapping?.fields[side] ?? []) if (!this.#fields.has(field.id)) this.#field(field, name, {});
  }

  needs(): ContainerNeeds {
    return {
      container: this.#container,
      neededBy: [...this.#neededBy],
      itemTypes: [...this.#itemTypes],
      fields: [...this.#fields.values()].map(({ need, neededBy }) => ({ ...need, neededBy: [...neededBy] })),
      statuses: [...this.#statuses].map(
        ([status, { given, neededBy }]): StatusNeed => ({ status, given: [...given], neededBy: [...neededBy] }),
      ),
      comments: this.#readsComments ? { written: [...this.#channels] } : null,
      creates: [...this.#creates],
      updates: [...this.#updates],
      deletes: [...this.#deletes],
    };
  }

  #addRows(sync: DescribedSync, side: Side, rows: Integration['definition']['items'][number]['fields']): void {
    const { name } = sync.integration;
    for (const row of rows) {
      const written = row[side];
      if (written === null) continue;
      const field = fieldOf(sync, side, written);
      const isWritten = row.direction === 'both' || row.direction === side;
      const isStatus = field.kind === 'status' || field.id === 'status';
      if (isWritten) this.#updates.add(name);
      const isCreated = isWritten && this.#creates.has(name);
      this.#field(field, `${name}: ${field.name}`, { onCreate: isCreated, onUpdate: isWritten });
      if (isWritten && isStatus) this.#addStatuses(sync, side, row);
    }
  }

  #addStatuses(
    sync: DescribedSync,
    side: Side,
    row: Integration['definition']['items'][number]['fields'][number],
  ): void {
    const { name } = sync.integration;
    for (const status of new Set([
      ...(row.values ?? []).map((pair) => pair[side]),
      ...Object.keys(row.transition[side]),
    ])) {
      const known = this.#statuses.get(status) ?? { given: new Set(), neededBy: new Set() };
      this.#statuses.set(status, known);
      known.neededBy.add(`${name}: ${row[side]}`);
      for (const written of Object.keys(row.transition[side][status] ?? {})) {
        const field = fieldOf(sync, side, written);
        known.given.add(field.id);
        this.#field(field, `${name}: entering ${status}`, { onUpdate: true });
      }
    }
  }

  #addComments({ schemas }: DescribedSync, side: Side, rule: Integration['definition']['comments']): void {
    if (rule === 'none') return;
    this.#readsComments = true;
    const offered = schemas[side]?.commentChannels ?? [];
    if (rule !== 'auto' && side === 'right') {
      for (const channel of [rule.public, rule.internal]) if (channel !== null) this.#channels.add(channel);
      return;
    }
    const carriesInternal = rule === 'auto' || rule.internal !== null;
    const carriesPublic = rule === 'auto' || rule.public !== null;
    for (const { id, internal, kept } of offered) {
      if (internal ? carriesInternal && (kept || rule !== 'auto') : carriesPublic) this.#channels.add(id);
    }
  }

  #field(field: KnownField, neededBy: string, { onCreate = false, onUpdate = false }): void {
    const known = this.#fields.get(field.id);
    if (known === undefined) {
      const { id, name, kind } = field;
      const need = { id, name, kind, neededBy: [], onCreate, onUpdate };
      this.#fields.set(field.id, { need, neededBy: new Set([neededBy]) });
      return;
    }
    known.need = {
      ...known.need,
      onCreate: known.need.onCreate || onCreate,
      onUpdate: known.need.onUpdate || onUpdate,
    };
    known.neededBy.add(neededBy);
  }
}
