import { z } from 'zod';
import type { ErrorReader } from '../sdk/index.js';

/** Jira's `ErrorCollection`, and the two other forms that its gateway uses. */
const errorBody = z.looseObject({
  errorMessages: z.array(z.string()).optional(),
  errors: z.record(z.string(), z.unknown()).optional(),
  message: z.string().optional(),
  errorMessage: z.string().optional(),
});

/** Jira's words: its messages, then what it says of each field. */
export const readJiraError: ErrorReader = (_status, body) => {
  const result = errorBody.safeParse(body);
  if (!result.success) return null;
  const { errorMessages = [], errors = {}, message, errorMessage } = result.data;
  const fieldErrors = Object.fromEntries(
    Object.entries(errors).map(([field, words]) => [field, typeof words === 'string' ? words : JSON.stringify(words)]),
  );
  const sentences = [
    ...errorMessages,
    ...[message, errorMessage].filter((words) => words !== undefined),
    ...Object.entries(fieldErrors).map(([field, words]) => `${field}: ${words}`),
  ];
  return sentences.length === 0 ? null : { message: sentences.join(' '), fieldErrors };
};
