import type { SyncDefinition } from '../../mappings/index.js';
import type { KeyPath } from '../text/key-path.js';

const STEP = /^(\w+)|^\[(\d+)\]|^\./;

/**
 * Where in its entry of the file stands what a path of the definition names. `items[0].fields[3].values[1].left` names a row of the table by
 * its number, the file by its left value; fields of `onCreate` may have dots in their names; a short row has no keys.
 * @param entry what the file says, as plain JSON.
 */
export function pathInFile(definition: SyncDefinition, entry: unknown, path: string): KeyPath {
  const created = /^items\[(\d+)\]\.onCreate\.(left|right)\.(.+)$/s.exec(path);
  if (created !== null) return ['items', Number(created[1]), 'onCreate', created[2] ?? '', created[3] ?? ''];
  const steps = stepsOf(path);
  const [, item, , row, member, nth] = steps;
  if (steps[0] !== 'items' || steps[2] !== 'fields' || typeof item !== 'number' || typeof row !== 'number')
    return steps;
  if (member === 'values' && typeof nth === 'number') {
    const pair = definition.items[item]?.fields[row]?.values?.[nth];
    return [...steps.slice(0, 5), ...(pair === undefined ? [] : [pair.left])];
  }
  const isShort = Array.isArray(Object(Object(Object(entry).items)[item]).fields?.[row]);
  if (!isShort) return steps;
  return member === 'left' || member === 'right'
    ? [...steps.slice(0, 4), member === 'left' ? 0 : 1]
    : steps.slice(0, 4);
}

function stepsOf(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  for (let rest = path; rest !== ''; ) {
    const [taken = '', word, number] = STEP.exec(rest) ?? [rest, rest];
    if (number !== undefined) steps.push(Number(number));
    else if (word !== undefined) steps.push(word);
    rest = rest.slice(taken.length);
  }
  return steps;
}
