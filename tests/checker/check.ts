import type { CheckedItem } from './checked-item.js';
import { type CheckedSync, readCheckedSync } from './checked-sync.js';
import { compareComments } from './compare-comments.js';
import { compareFields } from './compare-fields.js';
import { findPairs, sameTitle } from './find-pairs.js';
import type { Finding, HeldField } from './finding.js';
import { readDataCenter } from './read-data-center.js';
import { readByIds, readJira } from './read-jira.js';
import { readRedmine } from './read-redmine.js';
import { readServiceNow } from './read-service-now.js';
import { type ToolAccess, ToolClient } from './tool-client.js';

export interface CheckRequest {
  /** Text of the configuration file. */
  readonly definition: string;
  readonly integration: string;
  /** All read by accounts that see everything. */
  readonly jira: ToolAccess;
  /** The right side is one of these. */
  readonly serviceNow?: ToolAccess;
  readonly redmine?: ToolAccess;
  readonly dataCenter?: ToolAccess;
  /** What the platform says waits for a person. */
  readonly held?: readonly HeldField[];
  /** Whether two items of one side with the same title are a double. */
  readonly hasUniqueTitles?: boolean;
}

export interface CheckResult {
  readonly issues: number;
  readonly records: number;
  readonly pairs: number;
  /** Fields that differ and are held. */
  readonly held: number;
  readonly findings: readonly Finding[];
}

/** Reads both tools and says what is missing, doubled or different. Trusts neither the platform's database nor its code. */
export async function check(request: CheckRequest): Promise<CheckResult> {
  const definition = readCheckedSync(request.definition, request.integration);
  const jira = new ToolClient(request.jira);
  const { project, filter } = definition.left;
  const inProject = await readJira(jira, { project, filter, account: definition.accounts.left });
  const right = await readRight(request, definition);
  // Issues that were moved away are still somebody's partner.
  const known = new Set(inProject.map(({ key }) => key));
  const named = right.map(({ values }) => String(values[definition.match.right] ?? ''));
  const elsewhere = [...new Set(named.filter((key) => key !== '' && !known.has(key)))];
  const left = [...inProject, ...(await readByIds(jira, elsewhere, definition.accounts.left))];
  const { pairs, findings: unpaired } = findPairs(definition, { left, right });
  const findings = [...unpaired, ...(request.hasUniqueTitles === true ? sameTitle(definition, { left, right }) : [])];
  let held = 0;
  for (const pair of pairs) {
    const compared = await compareFields(definition, pair, request.held ?? []);
    held += compared.held;
    findings.push(...compared.findings, ...compareComments(definition, pair));
  }
  return { issues: inProject.length, records: right.length, pairs: pairs.length, held, findings };
}

function readRight({ serviceNow, redmine, dataCenter }: CheckRequest, definition: CheckedSync): Promise<CheckedItem[]> {
  const { table, project, filter } = definition.right;
  const account = definition.accounts.right;
  if (serviceNow !== undefined && table !== undefined) {
    return readServiceNow(new ToolClient(serviceNow), { table, filter, account });
  }
  if (redmine !== undefined && project !== undefined) {
    return readRedmine(new ToolClient(redmine), { project, filter, account, markField: definition.markField });
  }
  if (dataCenter !== undefined && project !== undefined) {
    return readDataCenter(new ToolClient(dataCenter), { project, filter, account });
  }
  throw new Error('the right side is none that can be read');
}
