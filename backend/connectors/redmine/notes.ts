import { RefusedError } from '../../shared/index.js';
import { adfToText, type Comment, type Tool, withAuthorLine, withoutAuthorLine } from '../sdk/index.js';
import type { Journal } from './answers.js';
import { isoFrom } from './date-time.js';
import { lineEndsOf } from './field-value.js';
import type { Site } from './site.js';

/** The channels of comments, as the API calls what makes them. */
export const PUBLIC_NOTES = 'notes';
export const PRIVATE_NOTES = 'private_notes';

/** The note of a journal; null where it tells only of changed fields. */
export function commentOf(journal: Journal, ownId: string): Comment | null {
  const text = lineEndsOf(journal.notes ?? '');
  if (text === '') return null;
  const { mark, words } = withoutAuthorLine(text);
  const author = String(journal.user?.id ?? '');
  return {
    id: String(journal.id),
    body: { kind: 'text', value: words },
    channel: journal.private_notes ? PRIVATE_NOTES : PUBLIC_NOTES,
    author: { id: author, label: journal.user?.name ?? author, email: null },
    byUs: author === ownId,
    mark,
    createdAt: isoFrom(journal.created_on) ?? journal.created_on,
  };
}

/**
 * Adds a note and looks it up, for the answer says nothing: not its id, nor whether it was kept, nor whether it became private
 * (B6, B14). Where the account lacks the right, Redmine shows a private note to everybody; so none is posted without it, and one
 * that became public all the same is withdrawn. @throws RefusedError when the note is not there as asked.
 */
export async function addNote(
  site: Site,
  { container, itemId, channel, body, authorLine, mark }: Parameters<Tool['addComment']>[0],
  signal: AbortSignal,
): Promise<{ readonly id: string }> {
  const isPrivate = channel === PRIVATE_NOTES;
  if (isPrivate && !(await site.account.rights(container, signal)).may('set_notes_private')) {
    throw refused(
      `The account may not write private notes in ${container}: give it a role with "Set notes as private"`,
    );
  }
  const words = body.kind === 'text' ? body.value : adfToText(body.value);
  const notes = withAuthorLine(authorLine, mark, words);
  await site.api.update(itemId, { notes, private_notes: isPrivate }, signal);
  const posted = (await journalsOf(site, itemId, signal)).findLast(
    (journal) => withoutAuthorLine(lineEndsOf(journal.notes ?? '')).mark === mark,
  );
  if (posted === undefined) {
    throw refused('Redmine answered without an error and did not keep the note: the account needs "Add notes"');
  }
  if (posted.private_notes !== isPrivate) {
    await site.api.withdrawNote(posted.id, signal);
    throw refused(
      'Redmine made the private note public, so it was withdrawn: the account needs "Set notes as private"',
    );
  }
  return { id: String(posted.id) };
}

/** Empty where the issue is out of sight. */
export async function journalsOf(site: Site, issueId: string, signal: AbortSignal): Promise<readonly Journal[]> {
  const issue = await site.api.issue(issueId, ['journals'], signal);
  return inOrder(issue?.journals ?? []);
}

/** The account's own setting may turn their order round. */
export function inOrder(journals: readonly Journal[]): readonly Journal[] {
  return [...journals].sort((a, b) => a.id - b.id);
}

function refused(message: string): RefusedError {
  return new RefusedError(message, { status: 204 });
}
