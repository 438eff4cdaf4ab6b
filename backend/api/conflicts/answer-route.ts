import { z } from 'zod';
import { resolveConflict } from '../../application/index.js';
import { type ConflictAnswer, shownConflict } from '../../conflicts/index.js';
import { jsonValue, StaleError } from '../../shared/index.js';
import { numberId, ProblemError, route } from '../http/index.js';
import { showConflict } from './show-conflict.js';

const answer = z
  .strictObject({
    version: z.number().int().min(1),
    take: z.enum(['left', 'right', 'base']).optional(),
    value: jsonValue.optional(),
    always: z.boolean().default(false),
  })
  .superRefine(({ take, value, always }, context) => {
    const fault = (member: string, message: string) =>
      context.addIssue({ code: 'custom', path: [member], message, input: member });
    if (take === undefined && value === undefined) fault('take', 'write either take or value');
    if (take !== undefined && value !== undefined) fault('value', 'write either take or value, not both');
    if (always && take !== 'left' && take !== 'right') fault('always', 'it goes with take left or right');
  });

/** A person's answer, to the version that he was shown. One that has moved since is refused and shown anew (I11). */
export const answerRoute = route({
  method: 'post',
  path: '/conflicts/{id}/answer',
  takes: { path: numberId, body: answer },
  answer: async ({ path: { id }, body, application }) => {
    const { version, always } = body;
    try {
      const { entry, policy } = await resolveConflict(application, {
        id,
        answer: answerOf(body),
        seen: version,
        always,
      });
      return { body: { conflict: shownConflict(entry), policy } };
    } catch (error) {
      if (!(error instanceof StaleError)) throw error;
      const conflict = await showConflict(application.database, id);
      throw new ProblemError({ status: 409, title: 'Stale', detail: error.message, more: { conflict } });
    }
  },
});

function answerOf({ take, value }: z.infer<typeof answer>): ConflictAnswer {
  return take === undefined ? { value: value ?? null } : { take };
}
