import type { FieldKind } from '../../site/index.js';
import type { FieldBehaviour } from '../field-behaviour.js';
import { date, datetime } from './calendar.js';
import { labels } from './labels.js';
import { number } from './number.js';
import { priority, resolution, select } from './option.js';
import { parent } from './parent.js';
import { components, multiselect } from './reference-list.js';
import { text } from './text.js';
import { textarea } from './textarea.js';
import { user } from './user.js';
import { username } from './username.js';
import { wiki } from './wiki.js';

const BEHAVIOURS: Partial<Record<FieldKind, FieldBehaviour>> = {
  text,
  textarea,
  number,
  date,
  datetime,
  select,
  multiselect,
  user,
  username,
  wiki,
  labels,
  priority,
  resolution,
  components,
  parent,
};

/** The behaviour of fields whose values an issue stores; undefined for computed ones, issue type and project. */
export function behaviourOf(kind: FieldKind): FieldBehaviour | undefined {
  return BEHAVIOURS[kind];
}
