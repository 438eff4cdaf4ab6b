import Button from '@atlaskit/button/new';
import Form, { ErrorMessage, Field, FormFooter, HelperMessage } from '@atlaskit/form';
import Heading from '@atlaskit/heading';
import TextField from '@atlaskit/textfield';
import { type ReactElement, useState } from 'react';
import { call } from '../api/call.js';
import { ProblemError } from '../api/problem-error.js';
import type { SessionHost } from '../host/session-host.js';
import { WORDS } from '../words/words.js';

const { signIn } = WORDS;

/** Shows the page to whoever is signed in, and to others the way in. */
export function SignedIn({
  host,
  children,
}: {
  readonly host: SessionHost;
  readonly children: (signOut: () => void) => ReactElement;
}) {
  const [isSignedIn, setSignedIn] = useState(host.isSignedIn);
  if (!isSignedIn) return <SignIn host={host} done={() => setSignedIn(true)} />;
  return children(() => {
    host.signOut();
    setSignedIn(false);
  });
}

function SignIn({ host, done }: { readonly host: SessionHost; readonly done: () => void }) {
  const submit = async ({ token }: { readonly token: string }) => {
    host.signIn(token.trim());
    try {
      await call(host, 'GET /api/v1/status');
      done();
      return undefined;
    } catch (error) {
      host.signOut();
      return { token: error instanceof ProblemError && error.problem.status === 401 ? signIn.wrong : String(error) };
    }
  };
  return (
    <main className="page page--narrow">
      <Heading size="large">{signIn.title}</Heading>
      <Form<{ token: string }> onSubmit={submit}>
        {({ formProps, submitting }) => (
          <form {...formProps}>
            <Field name="token" label={signIn.token} defaultValue="" isRequired>
              {({ fieldProps, error }) => (
                <>
                  <TextField {...fieldProps} type="password" autoComplete="off" />
                  {error === undefined ? (
                    <HelperMessage>{signIn.tokenHelp}</HelperMessage>
                  ) : (
                    <ErrorMessage>{error}</ErrorMessage>
                  )}
                </>
              )}
            </Field>
            <FormFooter>
              <Button type="submit" appearance="primary" isLoading={submitting}>
                {signIn.submit}
              </Button>
            </FormFooter>
          </form>
        )}
      </Form>
    </main>
  );
}
