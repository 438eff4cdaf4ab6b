import type {
  ContainerSchema,
  DescribedOption,
  FieldDescriptor,
  FieldKind,
} from '../../../backend/connectors/sdk/index.js';
import type { ProposalSide } from '../../../backend/proposals/index.js';
import { aField } from '../mappings/support/schema.js';

/** A field of one line that can be written at any time, and what is told of it otherwise. */
export function field(id: string, kind: FieldKind, more: Partial<FieldDescriptor> = {}): FieldDescriptor {
  return aField(id, kind, { multiline: false, ...more });
}

/** Choices by their labels, whose ids are counted from 1. */
export function choices(...labels: readonly string[]): readonly DescribedOption[] {
  return labels.map((label, index) => ({ id: String(index + 1), label, disabled: false, category: null }));
}

/** Statuses by label, with whether work is over there. */
export function statuses(all: Readonly<Record<string, 'open' | 'closed'>>): readonly DescribedOption[] {
  return Object.entries(all).map(([label, category], index) => ({
    id: String(index + 1),
    label,
    disabled: false,
    category,
  }));
}

/** A side whose container has these types. */
export function side(
  types: Readonly<Record<string, readonly FieldDescriptor[]>>,
  more: Partial<ProposalSide> & Partial<Pick<ContainerSchema, 'commentChannels'>> = {},
): ProposalSide {
  const { commentChannels = [], ...rest } = more;
  return {
    connection: 'tool',
    containerKey: 'project',
    title: 'Tool',
    filter: null,
    ways: [],
    usedTypes: [],
    account: null,
    schema: {
      id: '1',
      key: 'KEY',
      name: 'Container',
      itemTypes: Object.entries(types).map(([name, fields]) => ({ id: name, name, fields })),
      commentChannels,
    },
    ...rest,
  };
}
