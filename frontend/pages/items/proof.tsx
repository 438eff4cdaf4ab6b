import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { call } from '../../api/call.js';
import type { Operations } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import { useHere } from '../shell/here.js';
import { Trouble } from '../shell/trouble.js';
import { useDeed } from '../shell/use-deed.js';

type ProofOfHistory = Operations['answers']['GET /api/v1/links/{id}/proof'];

const { items } = WORDS;

/** Lets a person see that nobody has changed what the history says. */
export function Proof({ linkId }: { readonly linkId: string }) {
  const { host } = useHere();
  const [proof, setProof] = useState<ProofOfHistory | null>(null);
  const deed = useDeed(async () =>
    setProof(await call(host, 'GET /api/v1/links/{id}/proof', { path: { id: linkId } })),
  );
  return (
    <div className="row">
      {proof !== null && (
        <span className="small" role="status">
          {proof.isTrue ? items.proven(proof.lines) : `${items.unproven}: ${proof.fault ?? ''}`}
        </span>
      )}
      <Button spacing="compact" onClick={() => void deed.run()} isLoading={deed.isBusy}>
        {items.prove}
      </Button>
      {deed.error !== null && <Trouble error={deed.error} again={() => void deed.run()} />}
    </div>
  );
}
