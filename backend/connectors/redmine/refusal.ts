import { z } from 'zod';
import { ConfigurationError, NotFoundError, ReconnectNeededError, RefusedError } from '../../shared/index.js';
import type { ErrorReader, FieldDescriptor } from '../sdk/index.js';

const errorBody = z.object({ errors: z.array(z.string()) });

/** What the tool says when somebody saved the issue at the same moment: a list of errors without one. */
const NO_WORDS = 'Redmine refused the change without a word: somebody changed the issue at the same moment';

/** The tool's words: `{ errors: ["Subject cannot be blank", …] }`, in the language of the account. */
export const readToolError: ErrorReader = (status, body) => {
  const errors = errorBody.safeParse(body).data?.errors;
  if (errors === undefined) return null;
  const message = errors.length === 0 && status === 422 ? NO_WORDS : errors.join('; ');
  return message === '' ? null : { message, fieldErrors: {} };
};

/** Whether the change lost a race (422 with an empty list): nothing was changed, and the same may be tried again. */
export function isRace(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 422 && error.message === NO_WORDS;
}

/** The same refusal with the tool's words at the fields with whose names they begin. */
export function withFieldErrors(refusal: RefusedError, fields: readonly FieldDescriptor[]): RefusedError {
  const fieldErrors: Record<string, string> = { ...refusal.fieldErrors };
  // The longest name first: "Due date" must not be taken for a custom field "Due".
  const byLength = [...fields].sort((a, b) => b.name.length - a.name.length);
  for (const words of refusal.message.split('; ')) {
    const field = byLength.find(({ name }) => words.toLowerCase().startsWith(`${name.toLowerCase()} `));
    if (field !== undefined) fieldErrors[field.id] = words;
  }
  const { status, details } = refusal;
  return new RefusedError(refusal.message, { status, fieldErrors, cause: refusal, details: { ...details } });
}

/** What a failed look at a project means for the one who has to mend it; other failures as they are. */
export function unreadableProject(project: string, error: unknown): unknown {
  if (error instanceof NotFoundError) {
    return new ConfigurationError(
      `Redmine shows the account no project "${project}": use its identifier, which stands in the address of its pages, and make the account a member`,
      { cause: error },
    );
  }
  if (error instanceof RefusedError && error.status === 403) {
    return new ReconnectNeededError(
      `The account may not see the issues of the project ${project}: give it a role with "View issues" there`,
      { cause: error, details: error.details },
    );
  }
  return error;
}

/** What a refused create means where nothing at all can be created. */
export function closedToCreates(project: string, refusal: RefusedError): ReconnectNeededError {
  return new ReconnectNeededError(
    `The account may not create issues in the project ${project}: give it a role with "Add issues" there, and open the project if it is closed`,
    { cause: refusal, details: refusal.details },
  );
}
