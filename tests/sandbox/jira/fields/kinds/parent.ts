import { statusJson } from '../../render/entity-json.js';
import { type FieldBehaviour, FieldRefusal, NOTHING } from '../field-behaviour.js';
import { referenceOf } from './reference.js';

/** The issue a sub-task belongs to, kept by id. */
export const parent: FieldBehaviour = {
  verbs: ['set'],
  empty: null,
  parse(input, _field, { store, project }) {
    if (input === null) return null;
    const key = (input as { readonly key?: unknown }).key;
    const asked = typeof key === 'string' ? key : (referenceOf(input).id ?? '');
    const found = store.find(asked);
    if (found === undefined || found.projectId !== project.id) {
      throw new FieldRefusal('Could not find valid id or key for parent issue.');
    }
    return String(found.id);
  },
  render(stored, _field, view) {
    const found = view.store.find(String(stored));
    const status = found && view.directory.status(found.statusId);
    if (found === undefined || status === undefined) return null;
    return {
      id: String(found.id),
      key: found.key,
      self: view.self(`issue/${found.id}`),
      fields: { summary: found.values.summary ?? '', status: statusJson(status, view) },
    };
  },
  trace: (stored) => (typeof stored === 'string' ? { id: stored, text: stored } : NOTHING),
};
