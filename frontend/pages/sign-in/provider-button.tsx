import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import { useEffect, useRef, useState } from 'react';
import { ProblemError } from '../../api/problem-error.js';
import type { SessionHost } from '../../host/session-host.js';
import { signInAtProvider, WindowRefusedError } from '../../host/sign-in-at-provider.js';
import { WORDS } from '../../words/words.js';

const { signIn } = WORDS;

/** By the sign-in provider or a Jira, in a window of its own; another click begins anew. */
export function ProviderButton({
  host,
  site,
  label,
  enter,
}: {
  readonly host: SessionHost;
  /** The id of the Jira; null: the provider. */
  readonly site: string | null;
  readonly label: string;
  readonly enter: (token: string) => void;
}) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const begun = useRef<AbortController | null>(null);
  useEffect(() => () => begun.current?.abort(), []);
  const begin = async () => {
    begun.current?.abort();
    const attempt = new AbortController();
    begun.current = attempt;
    setTrouble(null);
    try {
      enter(await signInAtProvider(host, site, attempt.signal));
    } catch (error) {
      if (!attempt.signal.aborted) setTrouble(wordsOf(error));
    }
  };
  return (
    <div className="stack">
      <Button appearance="primary" shouldFitContainer onClick={begin}>
        {label}
      </Button>
      {trouble !== null && (
        <div role="alert">
          <SectionMessage appearance="warning">
            <p>{trouble}</p>
          </SectionMessage>
        </div>
      )}
    </div>
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof WindowRefusedError) return signIn.windowRefused;
  return error instanceof ProblemError ? error.message : WORDS.trouble.unreachable;
}
