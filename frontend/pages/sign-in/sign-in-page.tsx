import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import { ProblemError } from '../../api/problem-error.js';
import type { SessionHost } from '../../host/session-host.js';
import icon from '../../look/icon.svg';
import { WORDS } from '../../words/words.js';
import { useAnswer } from '../shell/use-answer.js';
import { ProviderButton } from './provider-button.js';
import { SecretForm } from './secret-form.js';

const { signIn } = WORDS;

/** By the Jira that shows the page and by the sign-in provider where there are such, by the account of a person, or by a token as programs have one. */
export function SignInPage({ host, done }: { readonly host: SessionHost; readonly done: () => void }) {
  const [isByToken, setByToken] = useState(false);
  const askWays = useCallback(() => call(host, 'GET /api/v1/session/ways'), [host]);
  const { answer: ways } = useAnswer(askWays);
  const enter = (token: string) => {
    host.signIn(token);
    done();
  };
  const byName = async (name: string, password: string) => {
    const { token } = await call(host, 'POST /api/v1/session', { body: { name, password } });
    enter(token);
  };
  const byToken = async (_name: string, token: string) => {
    host.signIn(token);
    try {
      await call(host, 'GET /api/v1/session');
    } catch (error) {
      host.signOut();
      throw error instanceof ProblemError && error.problem.status === 401 ? new Error(signIn.wrongToken) : error;
    }
    done();
  };
  return (
    <main className="page page--narrow">
      <div className="row">
        <img src={icon} alt="" width="32" height="32" />
        <Heading size="large">{signIn.title}</Heading>
      </div>
      {host.site !== null && <ProviderButton host={host} site={host.site} label={signIn.byJira} enter={enter} />}
      {ways?.provider === true && <ProviderButton host={host} site={null} label={signIn.byProvider} enter={enter} />}
      {isByToken ? (
        <SecretForm key="token" wantsName={false} secret={signIn.token} help={signIn.tokenHelp} submit={byToken} />
      ) : (
        <SecretForm key="name" wantsName secret={signIn.password} help={signIn.nameHelp} submit={byName} />
      )}
      <div>
        <Button appearance="subtle" spacing="compact" onClick={() => setByToken(!isByToken)}>
          {isByToken ? signIn.byName : signIn.byToken}
        </Button>
      </div>
    </main>
  );
}
