import type { ReactNode } from 'react';

/** Facts of one thing, a line each. */
export function Lines({ lines }: { readonly lines: readonly (readonly [word: string, said: ReactNode])[] }) {
  return (
    <dl className="lines">
      {lines.map(([word, said]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}
