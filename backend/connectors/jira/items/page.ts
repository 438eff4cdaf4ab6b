import { RefusedError } from '../../../shared/index.js';
import type { Page, PageQuery } from '../../sdk/index.js';
import type { Account } from '../account.js';
import { readProject } from '../describe/describe-container.js';
import type { Dialect } from '../dialect/dialect.js';
import { conditionOf, momentLiteral } from '../jql.js';
import type { CreationHints } from './creation-hints.js';
import { versionAt } from './to-item.js';

/** One page of references. @throws ConfigurationError when the project is not there or not visible. */
export async function readPage(
  parts: { readonly dialect: Dialect; readonly account: Account; readonly hints: CreationHints },
  query: PageQuery,
  signal: AbortSignal,
): Promise<Page> {
  const { dialect, hints } = parts;
  const { timeZone, accountId } = await parts.account.known(signal);
  const { container, order, updatedSince, after } = query;
  const conditions = [
    conditionOf(query.filter),
    query.createdSince && `created >= ${momentLiteral(query.createdSince, timeZone)}`,
  ];
  const request = { container, order, updatedSince, after, conditions, timeZone, account: accountId };
  const { references, next, toolTime } = await dialect.walk(request, signal).catch(async (error: unknown) => {
    // a search in a project that is out of sight is refused like one that is written wrongly
    if (error instanceof RefusedError && error.status === 400) await readProject(dialect.api, container, signal);
    throw error;
  });
  hints.seen(
    container,
    references.map(({ issue }) => issue.key),
  );
  const refs = references.map(({ issue: { id, key, fields }, ...rest }) => ({
    id,
    key,
    version: versionAt(fields.updated),
    ...rest,
  }));
  return { refs, next, toolTime };
}
