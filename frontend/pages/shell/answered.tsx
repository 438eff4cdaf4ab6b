import type { ReactNode } from 'react';
import { Trouble } from './trouble.js';
import type { Asked } from './use-answer.js';
import { Waiting } from './waiting.js';

/**
 * What the server has answered, or that it is waited for, or what came instead. An answer stays on the screen while it is asked for
 * anew; should that fail, the trouble stands above it.
 */
export function Answered<T>({
  asked: { answer, answeredAt, error, again },
  children,
}: {
  readonly asked: Asked<T>;
  readonly children: (answer: T, now: Date) => ReactNode;
}) {
  return (
    <>
      {error !== null && <Trouble error={error} again={again} />}
      {answer === null || answeredAt === null ? error === null && <Waiting /> : children(answer, answeredAt)}
    </>
  );
}
