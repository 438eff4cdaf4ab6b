import type { OptionValue } from '../../sdk/index.js';

/** Stands between the two ids, and between the two labels, of a cascading choice. */
const ID_SEPARATOR = '/';
const LABEL_SEPARATOR = ' / ';

/** The two levels of a cascading select as one choice: `10011/10023`, `Europe / France`. */
export function cascadedOption(parent: OptionValue, child: OptionValue): OptionValue {
  return {
    id: parent.id + ID_SEPARATOR + child.id,
    label: parent.label + LABEL_SEPARATOR + child.label,
  };
}

/** The ids of both levels; the second is undefined for a plain choice. */
export function cascadedIds(id: string): { readonly parent: string; readonly child: string | undefined } {
  const [parent = id, child] = id.split(ID_SEPARATOR, 2);
  return { parent, child };
}
