import Button from '@atlaskit/button/new';
import Form, { ErrorMessage, Field, FormFooter, HelperMessage } from '@atlaskit/form';
import Heading from '@atlaskit/heading';
import TextField from '@atlaskit/textfield';
import { call } from '../../api/call.js';
import type { Host } from '../../host/host.js';
import icon from '../../look/icon.svg';
import { WORDS } from '../../words/words.js';

/** Where an administrator of Jira shows that the server is his, by a code that only who runs it can see. */
export function PairingForm({
  host,
  siteUrl,
  paired,
}: {
  readonly host: Host;
  readonly siteUrl: string;
  readonly paired: () => void;
}) {
  const { pairing } = WORDS;
  const submit = async ({ code }: { readonly code: string }) => {
    try {
      await call(host, 'POST /api/v1/site/pair', { body: { code } });
      paired();
      return undefined;
    } catch (error) {
      return { code: error instanceof Error ? error.message : String(error) };
    }
  };
  return (
    <section className="stack page--narrow">
      <div className="row">
        <img src={icon} alt="" width="32" height="32" />
        <Heading size="large">{pairing.title}</Heading>
      </div>
      <p className="subtle">{pairing.why(siteUrl)}</p>
      <p>
        {pairing.how} <code>syncline sites pair</code>
      </p>
      <Form<{ code: string }> onSubmit={submit}>
        {({ formProps, submitting }) => (
          <form {...formProps}>
            <Field name="code" label={pairing.code} defaultValue="" isRequired>
              {({ fieldProps, error }) => (
                <>
                  <TextField {...fieldProps} autoComplete="off" spellCheck={false} maxLength={100} />
                  {error === undefined ? (
                    <HelperMessage>{pairing.codeHelp}</HelperMessage>
                  ) : (
                    <ErrorMessage>{error}</ErrorMessage>
                  )}
                </>
              )}
            </Field>
            <FormFooter>
              <Button type="submit" appearance="primary" isLoading={submitting}>
                {pairing.submit}
              </Button>
            </FormFooter>
          </form>
        )}
      </Form>
    </section>
  );
}
