import { z } from 'zod';
import { MalformedAnswerError, RefusedError } from '../../shared/index.js';
import type { HttpClient } from '../sdk/index.js';
import type { Edition } from './dialect/edition.js';
import { JiraApi } from './jira-api.js';

/** Cloud counts its versions from here. */
const FIRST_CLOUD_VERSION = 1000;

const serverInfo = z.looseObject({
  deploymentType: z.string().optional(),
  versionNumbers: z.array(z.number()).optional(),
});

/**
 * Asks the site which Jira it is, in the one place that both have. Sites that do not tell are taken for Cloud, which is where such
 * answers are kept from accounts. @throws UnavailableError when the site cannot be asked now.
 */
export async function detectEdition(http: HttpClient, signal: AbortSignal): Promise<Edition> {
  const api = new JiraApi(http, '/rest/api/2');
  try {
    const answer = await api.readIfOffered({ method: 'GET', path: '/serverInfo' }, serverInfo, signal);
    return editionOf(answer?.body ?? {});
  } catch (error) {
    if (error instanceof RefusedError || error instanceof MalformedAnswerError) return 'cloud';
    throw error;
  }
}

function editionOf({ deploymentType, versionNumbers }: z.infer<typeof serverInfo>): Edition {
  if (deploymentType !== undefined) return deploymentType === 'Cloud' ? 'cloud' : 'datacenter';
  const major = versionNumbers?.[0];
  return major !== undefined && major < FIRST_CLOUD_VERSION ? 'datacenter' : 'cloud';
}
