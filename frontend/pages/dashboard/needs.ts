import type { Connection, Integration, Status, Whereabouts } from '../../api/operations.js';
import { sayDay, sayMoment } from '../../words/moment.js';
import { WORDS } from '../../words/words.js';
import { wayToConflicts, wayToItems } from '../lists/ways.js';

/** Something that a person should see to. */
export interface Need {
  readonly key: string;
  readonly urgency: 'danger' | 'warning' | 'information';
  readonly title: string;
  /** Why, or what it means. */
  readonly detail: string | null;
  /** The page that settles it, behind the `#`; null: it is settled elsewhere. */
  readonly way: string | null;
}

/** Tells of workers and of the licence. */
const SYSTEM = '/system';

const { needs } = WORDS.dashboard;
const ORDER: readonly Need['urgency'][] = ['danger', 'warning', 'information'];

/** What needs a person, the most urgent first; within it what concerns everything first. */
export function needsOf(status: Status, licence: Whereabouts['licence'], now: Date): readonly Need[] {
  const all = [
    ...ofAll(status, licence),
    ...status.connections.flatMap((connection) => ofConnection(connection, now)),
    ...status.integrations.flatMap((integration) => ofIntegration(integration, status.pausedReason !== null)),
  ];
  return ORDER.flatMap((urgency) => all.filter((need) => need.urgency === urgency));
}

function ofAll({ pausedReason, workers, integrations, warnings }: Status, licence: Whereabouts['licence']): Need[] {
  const found: Need[] = [];
  if (pausedReason !== null) {
    found.push({
      key: 'paused',
      urgency: 'danger',
      title: needs.everythingPaused,
      detail: needs.pausedAll(pausedReason),
      way: null,
    });
  }
  if (workers === 0 && integrations.length > 0) {
    found.push({ key: 'worker', urgency: 'danger', title: needs.noWorker, detail: needs.noWorkerHelp, way: SYSTEM });
  }
  if (!licence.mayRun) {
    found.push({ key: 'licence', urgency: 'danger', title: needs.noLicence, detail: null, way: SYSTEM });
  } else if (licence.graceEndsAt !== null) {
    const title = needs.licenceEnds(sayDay(licence.graceEndsAt));
    found.push({ key: 'licence', urgency: 'warning', title, detail: null, way: SYSTEM });
  }
  return [...found, ...warnings.map((warning) => ofWarning(warning, null))];
}

function ofConnection({ name, state, pausedReason, outage, warnings }: Connection, now: Date): Need[] {
  const way = `/connections/${encodeURIComponent(name)}`;
  const found: Need[] = [];
  if (outage !== null) {
    const detail = `${outage.problem}. ${WORDS.dashboard.noAnswerSince(sayMoment(outage.since, now))}.`;
    found.push({ key: `outage ${name}`, urgency: 'danger', title: needs.outage(name), detail, way });
  } else if (state === 'paused') {
    const title = needs.connectionPaused(name);
    found.push({ key: `paused ${name}`, urgency: 'warning', title, detail: pausedReason, way });
  }
  return [...found, ...warnings.map((warning) => ofWarning(warning, way))];
}

function ofWarning({ kind, message, fix }: Status['warnings'][number], way: string | null): Need {
  return { key: `${kind} ${message}`, urgency: 'warning', title: message, detail: fix, way };
}

function ofIntegration(integration: Integration, isAllPaused: boolean): Need[] {
  const { name, enabled, state, pausedReason, onboardedAt, conflicts, failed, lastRun, activeRuns, problems } =
    integration;
  if (!enabled) return [];
  const found: Need[] = [];
  if (lastRun !== null && (lastRun.state === 'failed' || lastRun.state === 'stopped')) {
    const title = lastRun.state === 'failed' ? needs.runFailed(name) : needs.runStopped(name);
    const way = `/runs/${lastRun.id}`;
    found.push({ key: `run ${name}`, urgency: 'danger', title, detail: lastRun.problem, way });
  }
  if (failed > 0) {
    const [first] = problems;
    const detail = first === undefined ? null : needs.put(first.item, first.problem);
    found.push({
      key: `failed ${name}`,
      urgency: 'warning',
      title: needs.refused(name, failed),
      detail,
      way: wayToItems(name, 'failed'),
    });
  }
  if (conflicts > 0) {
    const title = needs.held(name, conflicts);
    found.push({ key: `held ${name}`, urgency: 'warning', title, detail: needs.heldHelp, way: wayToConflicts(name) });
  }
  if (state === 'paused' && !isAllPaused) {
    const title = needs.integrationPaused(name);
    found.push({
      key: `paused ${name}`,
      urgency: 'warning',
      title,
      detail: needs.pausedOne(pausedReason ?? needs.byHand),
      way: null,
    });
  }
  if (integration.kind === 'sync' && onboardedAt === null && activeRuns.length === 0 && found.length === 0) {
    const title = needs.notStarted(name);
    found.push({ key: `new ${name}`, urgency: 'information', title, detail: needs.notStartedHelp, way: null });
  }
  return found;
}
