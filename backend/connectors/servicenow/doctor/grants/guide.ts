import type { AccessRule, KnownRules, PlannedRules } from './access-rules.js';
import { type GrantedAccount, ROLE } from './rights-records.js';

/** What the guide tells of. */
export interface Guided {
  readonly connection: string;
  readonly account: GrantedAccount;
  /** `held`: what the account may do already, and so is not in the set. */
  readonly plan: PlannedRules & { readonly held: readonly AccessRule[] };
  readonly known: KnownRules;
  readonly rightsFile: string;
  /** Null where nothing is made in this instance, and so no mark is kept. */
  readonly marksFile: string | null;
}

/** How to bring the files in, and every rule with its reason, for an administrator of the instance. */
export function guide({ connection, account, plan, known, rightsFile, marksFile }: Guided): string {
  const lines = [
    `# Rights for ${connection}: the ServiceNow account ${account.userName}`,
    '',
    `1. Read the list below. ${rightsFile} holds exactly that: a role \`${ROLE}\`, one access rule for each line, and the role for the account.`,
    '2. As an administrator: your picture (top right), Elevate role, security_admin. Without it access rules are not committed.',
    `3. All, System Update Sets, Retrieved Update Sets, Import Update Set from XML (below the list): ${rightsFile}.`,
    '4. Open it, Preview Update Set, look at what it names, Commit Update Set.',
    ...(account.sysId === null
      ? [
          `5. The set brings the user ${account.userName} along, for web services alone and without a password: All, User Administration, Users, ${account.userName}, Set Password. If there is such a user already, skip that record in the preview, and add the role on the user's page (Roles, Edit).`,
        ]
      : [`5. Nothing else: the account is there and gets the role.`]),
    `6. \`syncline doctor ${connection}\` says what is still missing.`,
    '',
    'Instances whose REST APIs are closed by the access rule of type REST_Endpoint "Table API" also want the role snc_platform_rest_api_access for the account.',
    '',
    '## Access rules in the set',
    '',
    '| Name | Operation | Why |',
    '|---|---|---|',
    ...plan.granted.map(row),
    '',
    ...caution(known),
    ...(plan.held.length === 0
      ? []
      : [
          `The account may do this already, by other roles: ${plan.held.map(({ name, operation }) => `${operation} ${name}`).join(', ')}.`,
          '',
        ]),
    ...(plan.left.length === 0
      ? []
      : [
          '## Not in the set',
          '',
          'These have no rule of their own in the instance, so that a first one of ours would shut everybody else out. If the doctor misses them, give the account a role that rules of the parent table or of `*` ask for.',
          '',
          '| Name | Operation | Why |',
          '|---|---|---|',
          ...plan.left.map(row),
          '',
        ]),
    ...(marksFile === null
      ? []
      : [
          '## Optional: keep marks',
          '',
          `${marksFile} holds a business rule for each table in which Syncline makes records. It keeps the mark in Correlation display from being copied by Insert and Stay or overwritten by others. Everything works without it; imported in the same way.`,
          '',
        ]),
  ];
  return `${lines.join('\n')}`;
}

function row({ name, operation, why, condition }: AccessRule): string {
  const only = condition === '' ? '' : `; only where \`${condition}\``;
  return `| ${name} | ${operation} | ${`${why}${only}`.replaceAll('|', '\\|')} |`;
}

function caution(known: KnownRules): readonly string[] {
  if (known !== null) {
    return [
      'Each goes beside a rule of the same name that the instance has already: it lets one more role in and nobody out.',
      '',
    ];
  }
  return [
    '**Before committing**, look at each name under All, System Security, Access Control (ACL), filtered by Name and Operation. The account may not read the rules of this instance, so the set takes them for the delivered ones. Where a name has no other active rule for that operation, choose Skip remote update in the preview: ServiceNow goes by the first name that has rules, and ours would shut everybody else out.',
    '',
    'Fields with rules of their own are not in the set for the same reason. A field that Syncline may not write is held and named at the first write; add the role to its rule then. With a role that may read sys_security_acl (read alone), the doctor makes the set complete.',
    '',
  ];
}
