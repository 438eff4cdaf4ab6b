import Button from '@atlaskit/button/new';
import Form, { ErrorMessage, Field, FormFooter, HelperMessage } from '@atlaskit/form';
import TextField from '@atlaskit/textfield';
import { WORDS } from '../../words/words.js';

const { signIn } = WORDS;

interface Written {
  readonly name?: string;
  readonly secret: string;
}

/** Asks for a secret, and for a name where one belongs to it. @param submit throws what is said beside the secret. */
export function SecretForm({
  wantsName,
  secret,
  help,
  submit,
}: {
  readonly wantsName: boolean;
  readonly secret: string;
  readonly help: string;
  readonly submit: (name: string, secret: string) => Promise<void>;
}) {
  const onSubmit = async (written: Written) => {
    try {
      await submit(written.name?.trim() ?? '', written.secret);
      return undefined;
    } catch (error) {
      return { secret: error instanceof Error ? error.message : String(error) };
    }
  };
  return (
    <Form<Written> onSubmit={onSubmit}>
      {({ formProps, submitting }) => (
        <form {...formProps}>
          {wantsName && (
            <Field name="name" label={signIn.name} defaultValue="" isRequired>
              {({ fieldProps }) => <TextField {...fieldProps} autoComplete="username" />}
            </Field>
          )}
          <Field name="secret" label={secret} defaultValue="" isRequired>
            {({ fieldProps, error }) => (
              <>
                <TextField {...fieldProps} type="password" autoComplete={wantsName ? 'current-password' : 'off'} />
                {error === undefined ? <HelperMessage>{help}</HelperMessage> : <ErrorMessage>{error}</ErrorMessage>}
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
  );
}
