import { asApp, invokeRemote, route } from '@forge/api';

/**
 * Tells the server once a day what the License API says of the app: only code that runs in Forge may ask it.
 * A day without an answer is no harm; the server goes by what it heard before, for a week.
 */
export async function run() {
  const answer = await asApp().requestAtlassian(route`/forge/app/v1/license`, {
    headers: { accept: 'application/json' },
  });
  const body = answer.ok ? await answer.json() : null;
  const told = await invokeRemote('server', {
    path: '/addon/forge/licence',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: answer.status, body }),
  });
  // For the app's log at Atlassian.
  if (!told.ok) throw new Error(`the Syncline server answers ${told.status}`);
}
