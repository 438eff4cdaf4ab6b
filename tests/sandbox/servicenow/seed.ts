import type { SandboxRandom } from '../http/index.js';
import type { ServiceNowSandbox } from './service-now-sandbox.js';
import { type Row, sysIdOf } from './store/row.js';
import { toWireTime } from './wire-time.js';

export interface SeedOptions {
  /** How many incidents are added. */
  readonly count: number;
  readonly random: SandboxRandom;
  /** Share of incidents with journal entries; 0.3 by default. */
  readonly journalShare?: number;
}

const SUBJECTS = [
  ['Cannot sign in to the VPN', 'network', 'vpn'],
  ['Mail is not delivered to outside addresses', 'software', 'email'],
  ['Laptop does not wake from sleep', 'hardware', 'cpu'],
  ['Payroll report shows last month', 'database', 'oracle'],
  ['Need access to the sales share', 'inquiry', ''],
  ['Printer on floor 3 is out of order', 'hardware', 'disk'],
  ['Intranet search finds nothing', 'software', ''],
  ['Name resolution fails in the Berlin office', 'network', 'dns'],
] as const;
const SYMPTOMS = [
  'It began this morning and happens every time.',
  'Colleagues next to me have the same trouble.\nA restart did not help.',
  'It worked until the update on Friday.',
  'I see the message "operation not permitted".',
];
const REMARKS = [
  'Thank you for the report, we are looking into it.',
  'Any news? This blocks my work.',
  'Reset the profile and asked the caller to try again.',
  'Works again, thanks!',
];
const CALLERS = ['alice', 'bob', 'carol', 'dave', 'joe.employee'];
const AGENTS = ['beth.anglin', 'fred.luddy', 'bob'];
const STATES = ['1', '1', '2', '2', '3', '6', '7'];
const LABELS = ['vip', 'regression', 'office-move', 'waiting', 'training'];
const SPREAD_MS = 90 * 86_400_000;

/**
 * Adds incidents as a service desk would have them: callers, groups, states, some with comments and work notes, spread
 * over the 90 days before now. The same random gives the same incidents. 100,000 take a few seconds.
 */
export function seedServiceNow(sandbox: ServiceNowSandbox, options: SeedOptions): void {
  const { instance } = sandbox;
  const { random } = options;
  const incidents = instance.store.table('incident');
  const users = new Map([...instance.store.table('sys_user').rows()].map((user) => [user.user_name, sysIdOf(user)]));
  const groups = [...instance.store.table('sys_user_group').rows()].map(sysIdOf);
  const endMs = instance.clock.now().getTime();
  const moments = Array.from({ length: options.count }, () => endMs - Math.floor(random() * SPREAD_MS));
  moments.sort((a, b) => a - b);
  const draw = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

  for (const createdMs of moments) {
    const [subject, category, subcategory] = draw(SUBJECTS);
    const caller = draw(CALLERS);
    const state = draw(STATES);
    const updatedMs = createdMs + Math.floor(random() * (endMs - createdMs));
    const row = sandbox.instance.records.create(
      incidents,
      {
        short_description: subject,
        description: `${subject}.\n${draw(SYMPTOMS)}`,
        caller_id: users.get(caller) ?? '',
        assignment_group: draw(groups),
        assigned_to: state === '1' ? '' : (users.get(draw(AGENTS)) ?? ''),
        category,
        subcategory,
        state,
        impact: draw(['1', '2', '3', '3']),
        urgency: draw(['1', '2', '3', '3']),
        contact_type: draw(['phone', 'email', 'self-service']),
        u_labels: random() < 0.3 ? draw(LABELS) : '',
        ...(state === '6' || state === '7' ? { close_code: 'Solution provided', close_notes: draw(REMARKS) } : {}),
      },
      { sysId: users.get(caller) ?? '', userName: caller, timeZone: 'UTC' },
      { imported: { createdAt: toWireTime(new Date(createdMs)), updatedAt: toWireTime(new Date(updatedMs)) } },
    );
    if (random() < (options.journalShare ?? 0.3)) addEntries(sandbox, row, { caller, createdMs, updatedMs }, random);
  }
}

function addEntries(
  sandbox: ServiceNowSandbox,
  row: Row,
  { caller, createdMs, updatedMs }: { caller: string; createdMs: number; updatedMs: number },
  random: SandboxRandom,
): void {
  const { records } = sandbox.instance;
  const count = 1 + Math.floor(random() * 3);
  for (let index = 0; index < count; index += 1) {
    const atMs = createdMs + ((updatedMs - createdMs) * (index + 1)) / count;
    const isNote = random() < 0.4;
    const text = REMARKS[Math.floor(random() * REMARKS.length)] ?? '';
    const userName = isNote || random() < 0.5 ? (AGENTS[index % AGENTS.length] ?? caller) : caller;
    records.journal.add(
      'incident',
      row,
      { element: isNote ? 'work_notes' : 'comments', text },
      {
        userName,
        at: toWireTime(new Date(atMs)),
      },
    );
  }
}
