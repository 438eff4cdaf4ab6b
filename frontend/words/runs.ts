const figure = (count: number) => count.toLocaleString('en');

/** The list of runs, and one of them. */
export const runs = {
  title: 'Runs',
  lead: 'Every run that is kept, newest first: what it read, what it wrote, and what it left for a person.',
  none: 'There is no such run',
  noneHelp: 'Runs begin by themselves once an integration is started, or when somebody asks for one.',
  columns: {
    run: 'Run',
    state: 'State',
    began: 'Began',
    took: 'Took',
    read: 'Read',
    written: 'Written',
    held: 'Held',
    failed: 'Failed',
    calls: 'Calls',
  },
  modes: {
    onboarding: 'Onboarding',
    incremental: 'Incremental',
    manual: 'By hand',
    webhook: 'By webhook',
    reconcile: 'Reconcile',
    replay: 'Replay',
  },
  states: {
    queued: 'Queued',
    running: 'Running',
    delayed: 'Waits',
    finished: 'Finished',
    failed: 'Failed',
    paused: 'Paused',
    stopped: 'Stopped',
  },
  integration: 'Integration',
  mode: 'Mode',
  state: 'State',
  gone: 'removed',
  notYet: 'not yet',
  written: (created: number, updated: number) => `${figure(created)} new, ${figure(updated)} changed`,
} as const;
