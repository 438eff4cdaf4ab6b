import type { DescribedOption, FieldDescriptor, FieldKind } from '../../sdk/index.js';
import type { Choice } from './choices.js';
import type { Column } from './column.js';

/** Texts longer than one line of the form; the tool shows them in a box that keeps line breaks. */
const LONGEST_LINE = 255;
const LONG_TEXT_TYPES = new Set([
  'html',
  'translated_html',
  'wiki_text',
  'multi_two_lines',
  'text',
  'string_full_utf8',
]);
const NUMBER_TYPES = new Set(['integer', 'longint', 'decimal', 'float', 'percent_complete', 'numeric', 'order_index']);
const STATUS_COLUMNS = new Set(['state', 'incident_state']);

/** Columns that hold no value of an item: journals are comments, collections the record itself, passwords nobody's business. */
const NO_FIELD_TYPES = new Set(['journal', 'journal_input', 'journal_list', 'collection', 'password', 'password2']);

/** Written by the tool alone, and `correlation_display` by us alone: it holds the mark. */
function isReadOnly(column: Column): boolean {
  return (
    column.isReadOnly || /^sys_/.test(column.element) || ['number', 'correlation_display'].includes(column.element)
  );
}

/** The field of a column; null for a column that holds no value of an item. `choices`: what `sys_choice` lists for it. */
export function fieldOf(
  column: Column,
  choices: readonly Choice[] | undefined,
  isTask: boolean,
): FieldDescriptor | null {
  if (NO_FIELD_TYPES.has(column.type)) return null;
  const kind = kindOf(column, choices, isTask);
  const isWritable = !isReadOnly(column);
  const isText = kind === 'text';
  return {
    id: column.element,
    name: column.label,
    kind,
    required: column.isMandatory && isWritable,
    onCreate: isWritable,
    onUpdate: isWritable,
    maxLength: isText ? column.maxLength : null,
    multiline:
      isText && (LONG_TEXT_TYPES.has(column.type) || (column.maxLength ?? Number.POSITIVE_INFINITY) > LONGEST_LINE),
    options: isOption(kind) && choices !== undefined ? choices.map((choice) => optionOf(choice, kind)) : null,
    token: ['reference', 'references', 'user', 'users'].includes(kind) ? 'label' : 'id',
    ...(column.reference === null ? {} : { target: column.reference }),
  };
}

function kindOf(column: Column, choices: readonly Choice[] | undefined, isTask: boolean): FieldKind {
  const { type, reference } = column;
  if (type === 'reference') return reference === 'sys_user' ? 'user' : 'reference';
  if (type === 'glide_list') return reference === null ? 'text' : reference === 'sys_user' ? 'users' : 'references';
  if (type === 'boolean') return 'boolean';
  if (type === 'glide_date') return 'date';
  if (type === 'glide_date_time' || type === 'due_date') return 'dateTime';
  if (type === 'glide_duration' || type === 'timer') return 'duration';
  if (isTask && STATUS_COLUMNS.has(column.element)) return 'status';
  if (type === 'choice' || column.choice === 'listed' || (column.choice === 'unstated' && choices !== undefined))
    return 'option';
  return NUMBER_TYPES.has(type) ? 'number' : 'text';
}

function isOption(kind: FieldKind): boolean {
  return kind === 'option' || kind === 'status';
}

function optionOf({ value, label, isInactive }: Choice, kind: FieldKind): DescribedOption {
  return { id: value, label, disabled: isInactive, category: kind === 'status' ? categoryOf(label) : null };
}

/** Delivered states that end work: Resolved, Closed, Closed Complete, Closed Skipped, Canceled (also spelt Cancelled). */
function categoryOf(label: string): 'open' | 'closed' {
  return /^(resolved|closed|cancell?ed|completed?)\b/i.test(label) ? 'closed' : 'open';
}
