import type { Application } from '../../backend/application/index.js';
import { beginSignIn, type PendingSignIn, type SignInSecrets } from '../../backend/sessions/index.js';
import { UnknownNameError } from '../../backend/shared/index.js';
import { type DataCenterLink, findDataCenterLink } from '../../backend/sites/index.js';
import type { Transaction } from '../../backend/storage/index.js';
import { clientOf } from './client-of.js';

/** A sign-in that was begun at a Jira. */
export interface BegunAtJira {
  readonly link: DataCenterLink;
  readonly secrets: SignInSecrets & { readonly proof: string };
}

/** Begins a sign-in at a Jira Data Center. @throws UnknownNameError when people cannot sign in by that Jira. */
export async function beginAtJira(
  transaction: Transaction,
  { siteId, returnTo }: { readonly siteId: string; readonly returnTo: PendingSignIn['returnTo'] },
  { secretBox }: Pick<Application, 'secretBox'>,
): Promise<BegunAtJira> {
  const link = await findDataCenterLink(transaction, siteId, secretBox);
  if (link?.site.state !== 'active') throw new UnknownNameError('nobody can sign in by that Jira; syncline sites list');
  return { link, secrets: await beginSignIn(transaction, { kind: 'data center', returnTo, site: siteId }) };
}

/** Where the person is sent. @throws ConfigurationError as `clientOf`. */
export function addressAtJira({ link, secrets }: BegunAtJira, application: Application): Promise<URL> {
  return clientOf(link, application).authorizationUrl(secrets);
}
