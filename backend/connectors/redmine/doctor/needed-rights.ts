import type { ContainerNeeds } from '../../sdk/index.js';
import { PRIVATE_NOTES } from '../notes.js';

/** A right that the account's role must give in a project. */
export interface NeededRight {
  /** Redmine's own name of it, as `/roles/1.json` has it. */
  readonly key: string;
  /** As the page of a role lists it. */
  readonly title: string;
  /** Why, in the words of what the sync does. */
  readonly why: string;
  readonly neededBy: readonly string[];
  /** False: everything goes on without it, but not as well. */
  readonly isNeeded: boolean;
}

/** The least that suffices in this project, and nothing for what no sync does. */
export function neededRights(needs: ContainerNeeds): readonly NeededRight[] {
  const { container, neededBy, creates, updates, deletes, comments, fields } = needs;
  const found: NeededRight[] = [];
  const need = (key: string, title: string, why: string, by: readonly string[], isNeeded = true) => {
    if (by.length > 0) found.push({ key, title, why, neededBy: by, isNeeded });
  };
  const notesBy = (comments?.written.length ?? 0) > 0 ? neededBy : [];
  const privateBy = comments?.written.includes(PRIVATE_NOTES) === true ? neededBy : [];
  const secret = fields.find(({ id, onCreate, onUpdate }) => id === 'is_private' && (onCreate || onUpdate));
  need('view_issues', 'View issues', `to read the issues of ${container}`, neededBy);
  need('add_issues', 'Add issues', 'to make partners of new items of the other side', creates);
  need('edit_issues', 'Edit issues', 'to carry edits', updates);
  need('add_issue_notes', 'Add notes', 'to carry comments', notesBy);
  need('view_private_notes', 'View private notes', 'to read internal comments', privateBy);
  need('set_notes_private', 'Set notes as private', 'to carry internal comments, which stay away otherwise', privateBy);
  need(
    'edit_own_issue_notes',
    'Edit own notes',
    'to take back a private note that became public all the same',
    privateBy,
    false,
  );
  need('set_issues_private', 'Set issues public or private', 'to carry Private', secret?.neededBy ?? []);
  need('delete_issues', 'Delete issues', 'to delete what is deleted on the other side', deletes);
  if (deletes.length === 0) {
    const why = 'to take away a double that came of a request which was given up; without it, it is named and left';
    need('delete_issues', 'Delete issues', why, creates, false);
  }
  return found;
}
