import { AppError } from '../../../../shared/index.js';
import type { ConnectionNeeds, GrantFile } from '../../../sdk/index.js';
import { tableLineage } from '../../describe/table-lineage.js';
import { isOneOf } from '../../encoded-query.js';
import type { Instance } from '../../instance.js';
import { textAt } from '../../record.js';
import { examinePlatformTable } from '../examine-platform-table.js';
import { platformTables } from '../platform-tables.js';
import { readSome } from '../read-some.js';
import { type AccessRule, type KnownRules, type Operation, planRules, ruleKey } from './access-rules.js';
import { guide } from './guide.js';
import { keepMarksRule } from './keep-marks.js';
import { type GrantedAccount, rightsRecords } from './rights-records.js';
import { updateSetXml } from './update-set.js';

const USUAL_ACCOUNT = 'syncline';
const MOST_RULES = 2000;
const OPERATIONS: readonly Operation[] = ['create', 'delete', 'read', 'write'];

/** Update sets that grant what is needed, with a guide for who imports them. Made also where the instance does not let us in yet. */
export async function serviceNowGrants(
  instance: Pick<Instance, 'api' | 'account'>,
  request: { readonly connection: string; readonly needs: ConnectionNeeds; readonly now: Date },
  signal: AbortSignal,
): Promise<readonly GrantFile[]> {
  const { connection, needs, now } = request;
  const account = await accountOf(instance, signal);
  const lineages = new Map<string, readonly string[]>();
  for (const { container } of needs.containers) lineages.set(container, await lineageOf(instance, container, signal));
  const known = await knownRules(instance, needs, lineages, signal);
  const whole = planRules(needs, lineages, known);
  const held =
    known === null && account.sysId !== null ? await readableTables(instance, needs, signal) : new Set<string>();
  // Beside rules that are not known a rule of ours is a risk, which is taken only where the account would be shut out otherwise.
  const isHeld = ({ name, operation }: AccessRule) => operation === 'read' && held.has(name.replace(/\.\*$/, ''));
  const plan = { ...whole, granted: whole.granted.filter((rule) => !isHeld(rule)), held: whole.granted.filter(isHeld) };
  const marked = needs.containers.filter(({ creates }) => creates.length > 0).map(({ container }) => container);
  const rightsFile = `${connection}.rights.xml`;
  const marksFile = marked.length === 0 ? null : `${connection}.keep-marks.xml`;
  const rights = {
    name: `Syncline: rights of ${account.userName}`,
    description:
      'A role, the access rules that ask for it, and the account that holds it. See the guide that came with it.',
    records: rightsRecords(account, plan.granted),
  };
  const marks = {
    name: 'Syncline: keep marks',
    description: 'Business rules that keep what Syncline finds its records by. Optional.',
    records: marked.map((table) => keepMarksRule(table, account.userName)),
  };
  return [
    {
      name: `${connection}.rights.md`,
      purpose: 'start here: how to import the rights, and each of them with its reason',
      content: guide({ connection, account, plan, known, rightsFile, marksFile }),
    },
    { name: rightsFile, purpose: 'an update set that grants them', content: updateSetXml(rights, now) },
    ...(marksFile === null
      ? []
      : [{ name: marksFile, purpose: 'an update set that keeps marks; optional', content: updateSetXml(marks, now) }]),
  ];
}

async function accountOf(
  { api, account }: Pick<Instance, 'api' | 'account'>,
  signal: AbortSignal,
): Promise<GrantedAccount> {
  const userName = await unlessShutOut(() => account.userName(signal), USUAL_ACCOUNT);
  const query = isOneOf('user_name', [userName]);
  const request = { table: 'sys_user', query, fields: ['sys_id', 'user_name'] };
  const found = await unlessShutOut(() => readSome(api, request, signal), null);
  const [row] = found?.kind === 'rows' ? found.rows : [];
  return { userName, sysId: row === undefined ? null : textAt(row, 'sys_id') || null };
}

function lineageOf({ api }: Pick<Instance, 'api'>, table: string, signal: AbortSignal): Promise<readonly string[]> {
  return unlessShutOut(async () => (await tableLineage(api, table, signal)).tables, [table]);
}

/** Null where they are closed to the account, as they are to most; an empty list says that too, for no instance is without rules. */
async function knownRules(
  { api }: Pick<Instance, 'api'>,
  needs: ConnectionNeeds,
  lineages: ReadonlyMap<string, readonly string[]>,
  signal: AbortSignal,
): Promise<KnownRules> {
  const tables = [...new Set([...lineages.values()].flat())];
  const names = [...tables, ...planRules(needs, lineages, null).granted.map(({ name }) => name)];
  const starts = tables.map((table) => `nameSTARTSWITH${table}.`);
  const query = [isOneOf('name', [...new Set(names)]), ...starts].map((one) => `active=true^${one}`).join('^NQ');
  const request = { table: 'sys_security_acl', query, fields: ['sys_id', 'name', 'operation'], limit: MOST_RULES };
  const answer = await unlessShutOut(() => readSome(api, request, signal), null);
  if (answer?.kind !== 'rows' || answer.rows.length === 0) return null;
  return new Set(
    answer.rows.flatMap((row) => {
      const operation = OPERATIONS.find((one) => one === textAt(row, 'operation'));
      return operation === undefined ? [] : [ruleKey(textAt(row, 'name'), operation)];
    }),
  );
}

/** Tables that the account reads already, by whatever right. */
async function readableTables(
  { api }: Pick<Instance, 'api'>,
  needs: ConnectionNeeds,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const platform = await Promise.all(
    platformTables(needs).map((table) => examinePlatformTable({ api, connection: '' }, table, signal)),
  );
  const tables = platformTables(needs)
    .filter((_, index) => platform[index]?.outcome === 'ok')
    .map(({ table }) => table);
  for (const { container } of needs.containers) {
    const answer = await readSome(api, { table: container, query: '', fields: ['sys_id'] }, signal);
    if (answer.kind === 'rows' && answer.rows.length > 0) tables.push(container);
  }
  return new Set(tables);
}

/** Before there is an account nothing can be asked, and this is when the files are wanted most. */
async function unlessShutOut<Value>(ask: () => Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError) return otherwise;
    throw error;
  }
}
