const figure = (count: number) => count.toLocaleString('en');
const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${figure(count)} ${many}`);

/** Whether both sides are equal, and what is not. */
export const verify = {
  title: 'Verify',
  lead: 'Compares everything on both sides, field by field, and names what differs, what is missing and why. Nothing is written.',
  integration: 'Integration',
  start: 'Verify now',
  stop: 'Stop',
  all: 'All verifications',
  none: 'Nothing was verified yet',
  noneHelp: 'Verify an integration to know whether both sides are equal. It reads from both tools, and writes to none.',
  of: (integration: string) => `Verification of ${integration}`,
  gone: 'removed',
  columns: { began: 'Began', integration: 'Integration', outcome: 'Outcome', links: 'Pairs', found: 'Found', by: 'By' },
  outcomes: {
    equal: 'Equal',
    differs: 'Differs',
    queued: 'Waits',
    running: 'Looking',
    failed: 'Failed',
    stopped: 'Stopped',
    interrupted: 'Interrupted',
  },
  waiting: 'It waits for a worker.',
  progress: 'How much was looked at',
  progressOf: (looked: number, total: number) =>
    looked < total
      ? `${figure(looked)} of ${counted(total, 'pair', 'pairs')} looked at`
      : 'All pairs looked at; now looking for items without a partner',
  equalTitle: 'Both sides are equal',
  equalHelp: (links: number) => `${counted(links, 'pair was', 'pairs were')} compared, field by field.`,
  heldHelp: (held: number) =>
    `${counted(held, 'field waits', 'fields wait')} for a decision and ${held === 1 ? 'is' : 'are'} listed below.`,
  differsTitle: 'Both sides differ',
  differsHelp: (links: number, equal: number) =>
    `Of ${counted(links, 'pair', 'pairs')} ${figure(equal)} ${equal === 1 ? 'is' : 'are'} equal.`,
  failedTitle: 'It could not be finished',
  stoppedTitle: 'It was stopped',
  interruptedTitle: 'It was interrupted',
  interruptedHelp: 'Whoever worked it is gone. What it has found until then is below; verify again to know the rest.',
  partHelp: 'What it had found until then is below.',
  faults: 'Parts of the mapping that were not compared',
  kinds: {
    differs: 'Differing fields',
    held: 'Held fields',
    waiting: 'Waiting fields',
    gone: 'Gone',
    missing: 'Without a partner',
    'comment-missing': 'Missing comments',
  },
  kindsHelp: {
    differs: 'not as the mapping says',
    held: 'for a person to decide',
    waiting: 'the next run looks at them',
    gone: 'linked, and cannot be read',
    missing: 'and should have one',
    'comment-missing': 'on items whose partner lacks them',
  },
  kind: 'Show',
  one: {
    differs: 'Differs',
    held: 'Held',
    waiting: 'Waiting',
    gone: 'Gone',
    missing: 'Missing',
    'comment-missing': 'Comments',
  },
  findings: 'What was found',
  findingColumns: { pair: 'Pair', kind: 'Kind', field: 'Field', why: 'What and why' },
  pair: (left: string | null, right: string | null) => `${left ?? 'nothing'} · ${right ?? 'nothing'}`,
  sides: { left: 'the one side', right: 'the other side' },
  noFindings: 'Nothing of that kind',
  noFindingsHelp: 'Everything that was looked at is as the mapping says.',
  kept: (kept: number, found: number) => `The first ${figure(kept)} of ${figure(found)} are kept.`,
  unlinked: (count: number) =>
    `${counted(count, 'item needs', 'items need')} no partner: unlinked by hand, of a type that is not mapped, or not created by the rules.`,
  mend: 'Mend …',
  mendedBy: 'A run was asked to mend it.',
  toRun: 'Go to the run',
  mending: {
    title: 'Let a run mend this?',
    confirm: 'Mend',
    what: (items: number) =>
      `A run looks again at ${counted(items, 'item', 'items')} and goes by the mapping as with any edit: what has changed on one side is carried over, and what has no partner gets one.`,
    left: (held: number, gone: number) => {
      const parts = [
        ...(held > 0 ? [`${counted(held, 'held field', 'held fields')} for a person`] : []),
        ...(gone > 0 ? [`${counted(gone, 'item', 'items')} that cannot be read`] : []),
      ];
      return parts.length === 0 ? '' : `It leaves ${parts.join(', and ')}.`;
    },
    after: 'No edit is overwritten. Verify again afterwards to see what it came to.',
  },
} as const;
